"""年度目标: proposed by the office, pledged by the secretary of whom they concern."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.assessment.concerning import Key, assessed_by, key_of
from alliances.assessment.locking import lock_scheme
from alliances.assessment.models import Indicator, Rule, Scheme, Target
from alliances.assessment.rules import on_behalf
from alliances.assessment.states import SchemeState
from members.behalf import refuse_without_basis
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import wrong_state


def set_target(
    indicator: Indicator,
    whom: Key,
    *,
    by: Any,
    quantity: Decimal,
    requirement: str = "",
    standard: str = "",
) -> Target:
    """拟定: the office's proposal, until it is pledged. Refusals as in pledging; pledged."""
    with transaction.atomic():
        row = _target(indicator, whom)
        demand(by, "schemes.change", row.indicator.scheme)
        _check(row, quantity)
        if row.pledged_at is not None:
            raise Refusal("pledged", f"“{row.whom}”已承诺这个目标。需要调整的，请由书记重新承诺。")
        return _keep(row, quantity=quantity, requirement=requirement, standard=standard)


def pledge(
    indicator: Indicator,
    whom: Key,
    *,
    by: Any,
    quantity: Decimal,
    requirement: str = "",
    standard: str = "",
    basis: str = "",
) -> Target:
    """承诺: the secretary's word, or the office's on its behalf. Pledging anew replaces it, audited.

    Refusals: wrong_state, odd_indicator, not_concerned, out_of_range, basis_needed.
    """
    with transaction.atomic():
        row = _target(indicator, whom)
        demand(by, "targets.pledge", row)
        if on_behalf(by, row):
            refuse_without_basis(basis)
        _check(row, quantity)
        said = {"quantity": quantity, "requirement": requirement, "standard": standard, "basis": basis}
        return _keep(row, pledged_by=by, pledged_at=timezone.now(), **said)


def remove_target(target: Target, *, by: Any) -> None:
    """取消 a proposal: the indicator's own target counts. Refusals: pledged, wrong_state."""
    with transaction.atomic():
        row = _target(target.indicator, key_of(target))
        demand(by, "schemes.change", row.indicator.scheme)
        _refuse_ended(row.indicator.scheme)
        if row.pledged_at is not None:
            raise Refusal("pledged", f"“{row.whom}”已承诺这个目标，不能取消。需要调整的，请由书记重新承诺。")
        Target.objects.filter(pk=row.pk).delete()


def year_of(scheme: Scheme) -> tuple[dt.date, dt.date]:
    return dt.date(scheme.year, 1, 1), dt.date(scheme.year, 12, 31)


def _target(indicator: Indicator, whom: Key) -> Target:
    """The row under its scheme's lock, or a new one of whom the scheme concerns. Refusal: not_concerned."""
    scheme = lock_scheme(indicator.scheme_id)
    found = next((each for each in assessed_by(scheme, *year_of(scheme)) if each.key == whom), None)
    if found is None:
        raise Refusal("not_concerned", "本办法不考核这一家，请核对。")
    kept = Target.objects.filter(indicator=indicator, **found.fields).first()
    row = kept or Target(indicator=indicator, **found.fields)
    row.indicator = Indicator.objects.get(pk=indicator.pk)
    row.indicator.scheme = scheme
    return row


def _check(row: Target, quantity: Decimal) -> None:
    _refuse_ended(row.indicator.scheme)
    if row.indicator.rule != Rule.RATIO:
        raise Refusal("odd_indicator", f"“{row.indicator}”不按完成比例计分，没有年度目标。")
    if quantity <= 0:
        raise Refusal("out_of_range", "目标数量要大于 0。")


def _refuse_ended(scheme: Scheme) -> None:
    if scheme.state == SchemeState.RETIRED:
        raise wrong_state(scheme, "改动年度目标")


def _keep(row: Target, **said: Any) -> Target:
    for name, value in said.items():
        setattr(row, name, value)
    row.version += 0 if row._state.adding else 1
    row.save()
    return row
