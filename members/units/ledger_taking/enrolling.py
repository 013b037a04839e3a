"""What a row of the register says about the unit's taking part in the street."""

import datetime as dt
from typing import Any

from django.utils import timezone

from members.units.ledger_taking.known import KnownUnits
from members.units.models import Enrolment, Unit
from portal.ledgers.outcomes import SheetOutcome
from portal.ledgers.results import LedgerRow

PLAIN = ("number", "secretary_name", "liaison_name", "liaison_phone")
ONE_DAY = dt.timedelta(days=1)


def enrolment_values(
    row: LedgerRow, unit: Unit, known: KnownUnits, outcome: SheetOutcome, custom: dict[str, str]
) -> dict[str, Any]:
    """Fields of the enrolment. One that follows an earlier one begins after it, whatever the ledger says."""
    values = {name: row.values[name] for name in PLAIN}
    current, left_on = known.enrolled.get(unit.pk), known.left_on.get(unit.pk)
    from_on = row.values["from_on"]
    if left_on is not None:
        from_on = max(from_on or timezone.localdate(), left_on + ONE_DAY)
        if current is None:
            outcome.warn(row, "name", f"{unit}已于 {left_on} 退出，按 {from_on} 重新入册登记")
    if current is not None and current.until_on and from_on and from_on > current.until_on:
        outcome.warn(row, "from_on", f"晚于退出时间 {current.until_on}，加入时间没有改")
        from_on = None
    if current is not None and left_on is not None and row.values["from_on"] is None:
        from_on = None
    return {**values, "from_on": from_on, "custom": custom}


def new_enrolment(unit: Unit, known: KnownUnits, state: str, values: dict[str, Any]) -> Enrolment:
    given = {name: value for name, value in values.items() if value not in (None, "")}
    given.setdefault("from_on", timezone.localdate())
    return Enrolment(unit=unit, region=known.region, state=state, **given)
