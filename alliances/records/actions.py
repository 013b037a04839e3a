"""Entering, correcting and striking records. Who may enter one for a matter is that matter's rule."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.records.closing import check_open
from alliances.records.figures import FIGURES
from alliances.records.models import Record, RecordShare
from alliances.records.planning import shares_of
from members.models import Region, Unit
from portal.permits import demand
from portal.refusals import Refusal


@dataclass(frozen=True)
class Account:
    """What is said of one thing that happened: the form and the API fill this in."""

    occurred_on: dt.date
    summary: str
    place: str = ""
    figures: Mapping[str, Decimal | int] = field(default_factory=dict)
    other_figures: list[dict[str, str]] = field(default_factory=list)


def enter_record(
    account: Account,
    *,
    by: Any,
    region: Region,
    units: Mapping[Unit, int],
    neighbourhoods: Iterable[Unit] = (),
    basis: str = "",
) -> Record:
    """Write one record with the shares of its units (unit → weight).

    Refusals: not_yet (a day to come), no_unit, year_closed, already_recorded (the same person, day, words).
    """
    _check(account, units)
    check_open(region, account.occurred_on, by)
    with transaction.atomic():
        if _same(account, by).select_for_update().exists():
            raise Refusal(
                "already_recorded", "同一天同样内容的纪实已登记，无需重复填写；可在原纪实上补充关联。"
            )
        record = Record.objects.create(
            region=region, recorded_by=by, basis=basis, **_fields(account), version=1
        )
        record.neighbourhoods.set(neighbourhoods)
        _divide(record, units)
    return record


def change_record(
    record: Record,
    account: Account,
    *,
    by: Any,
    units: Mapping[Unit, int],
    neighbourhoods: Iterable[Unit] | None = None,
) -> Record:
    """Correct a record that was not struck; its shares are divided anew.

    Without `neighbourhoods` it stays for those it was for.
    Refusals: not_yet, no_unit, wrong_state; year_closed for another day in a closed year.
    """
    _check(account, units)
    with transaction.atomic():
        locked = _lock(record)
        demand(by, "records.change", locked)
        if account.occurred_on != locked.occurred_on:
            check_open(locked.region, account.occurred_on, by)
        fields = _fields(account)
        for name, value in fields.items():
            setattr(locked, name, value)
        locked.version += 1
        locked.save(update_fields=[*fields, "version"])
        locked.shares.all().delete()
        _divide(locked, units)
        if neighbourhoods is not None:
            locked.neighbourhoods.set(neighbourhoods)
    return locked


def strike_record(record: Record, *, by: Any, reason: str) -> Record:
    """作废: the record stays and no longer counts. The reason is shown with it."""
    if not reason.strip():
        raise Refusal("reason_needed", "请写明作废原因。")
    with transaction.atomic():
        locked = _lock(record)
        demand(by, "records.strike", locked)
        locked.struck_at, locked.struck_reason = timezone.now(), reason
        locked.version += 1
        locked.save(update_fields=["struck_at", "struck_reason", "version"])
    return locked


def _check(account: Account, units: Mapping[Unit, int]) -> None:
    if account.occurred_on > timezone.localdate():
        raise Refusal("not_yet", "日期在今天之后：共建纪实只记已经发生的事。")
    if not units:
        raise Refusal("no_unit", "请至少选择一家参与单位。")


def _same(account: Account, by: Any) -> Any:
    same = Record.objects.counted().filter(occurred_on=account.occurred_on, summary=account.summary)
    return same.filter(recorded_by=by)


def _lock(record: Record) -> Record:
    locked = Record.objects.select_for_update().get(pk=record.pk)
    if locked.struck_at:
        raise Refusal("wrong_state", f"这条纪实已作废（{locked.struck_reason}），不能再修改。")
    return locked


def _fields(account: Account) -> dict[str, Any]:
    figures = {name: account.figures[name] for name in FIGURES if account.figures.get(name) is not None}
    return {
        "occurred_on": account.occurred_on,
        "summary": account.summary,
        "place": account.place,
        "other_figures": account.other_figures,
        **figures,
    }


def _divide(record: Record, units: Mapping[Unit, int]) -> None:
    shares = shares_of(record.figures, list(units.values()))
    RecordShare.objects.bulk_create(
        RecordShare(record=record, unit=unit, weight=weight, figures=share)
        for (unit, weight), share in zip(units.items(), shares, strict=True)
    )
