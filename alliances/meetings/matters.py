"""Meetings and resolutions as what records served: shown on a record's page, entered through the API."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from alliances.meetings.actions import record_meeting, record_resolutions
from alliances.meetings.models import Meeting, Resolution
from alliances.records.actions import Account
from alliances.records.matters import Matter, MatterKind
from alliances.records.models import Record
from members.models import Unit


def meetings_of(user: Any, record: Record) -> list[Matter]:
    """One query."""
    rows = Meeting.objects.visible_to(user).filter(records=record).select_related("alliance")
    return [
        Matter(
            row.pk, row.get_kind_display(), row.title, reverse("meeting", args=[row.pk]), str(row.alliance)
        )
        for row in rows.order_by("pk")
    ]


def resolutions_of(user: Any, record: Record) -> list[Matter]:
    """One query."""
    rows = Resolution.objects.visible_to(user).filter(records=record).select_related("unit")
    return [
        Matter(row.pk, row.get_kind_display(), row.text, reverse("resolution", args=[row.pk]), str(row.unit))
        for row in rows.order_by("pk")
    ]


def enter_for_meetings(
    account: Account,
    *,
    by: Any,
    ids: Sequence[int],
    units: dict[Unit, int] | None,
    neighbourhoods: Sequence[Unit] | None,
    basis: str,
) -> Record:
    """The record of one meeting: several meetings are several things that happened."""
    found = list(Meeting.objects.visible_to(by).filter(pk__in=ids))
    _refuse_missing("meetings", ids, found)
    if len(found) > 1:
        raise ValidationError({"meetings": "一次会议登记一条纪实，请分别登记。"})
    terms: Any = {"units": units, "neighbourhoods": neighbourhoods, "basis": basis}
    return record_meeting(found[0], account, by=by, **terms)


def enter_for_resolutions(
    account: Account,
    *,
    by: Any,
    ids: Sequence[int],
    units: dict[Unit, int] | None,
    neighbourhoods: Sequence[Unit] | None,
    basis: str,
) -> Record:
    found = list(Resolution.objects.visible_to(by).filter(pk__in=ids))
    _refuse_missing("resolutions", ids, found)
    terms: Any = {"units": units, "neighbourhoods": neighbourhoods, "basis": basis}
    return record_resolutions(found, account, by=by, **terms)


def _refuse_missing(kind: str, ids: Sequence[int], found: Sequence[Any]) -> None:
    missing = sorted(set(ids) - {each.pk for each in found})
    if missing:
        raise ValidationError({kind: f"没有编号为 {'、'.join(map(str, missing))} 的，请核对。"})


MEETINGS = MatterKind("会议", meetings_of, enter_for_meetings)
RESOLUTIONS = MatterKind("议定事项", resolutions_of, enter_for_resolutions)
