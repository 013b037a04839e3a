"""What members bring to an inspection folder: the register of units, and the units to choose from."""

from collections.abc import Iterable
from typing import Any

from members.units.models import Enrolment
from members.units.states import TAKING_PART
from portal.exports.inspection.folder import Entry, Folder
from portal.exports.inspection.parts import FOLDER_GROUPS, FOLDER_PARTS, FolderPart, UnitGroup
from portal.ledgers.handing_out.sheets import ledger_sheets


def register() -> None:
    FOLDER_PARTS.register("units", FolderPart(number="01", label="成员单位名册", fill=fill), weight=10)
    FOLDER_GROUPS.register("units", UnitGroup(label="只要这些单位", offered=units_of, unit_ids=set))


def fill(folder: Folder) -> None:
    """The register as it stands, not as it was in the period: it is kept for one day only."""
    ask = folder.ask
    sheets = ledger_sheets(ask.edition(ask.until.year), personal=ask.personal, kinds=["units"])
    folder.add_workbook(Entry(title="成员单位名册", day=ask.until, remark="按制作当日在册"), sheets)


def units_of(region: Any) -> Iterable[tuple[int, str]]:
    """Whoever takes part in the street, by the numbers of its register."""
    here = Enrolment.objects.filter(region=region, state__in=TAKING_PART).order_by("number", "pk")
    return dict(here.values_list("unit_id", "unit__name")).items()
