"""What the three lists bring to an inspection folder: each as a workbook, a sheet for each year."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from portal.exports.inspection.asking import Inspection
from portal.exports.inspection.folder import Entry, Folder
from portal.exports.inspection.parts import FOLDER_PARTS, FolderPart
from portal.ledgers.handing_out.sheets import ledger_sheets
from portal.workbooks.columns import OutSheet

LISTS = (("02", "resources", "资源清单"), ("03", "needs", "需求清单"), ("04", "projects", "项目清单"))


def register() -> None:
    for number, kind, label in LISTS:
        part = FolderPart(number=number, label=label, fill=filling(kind, label))
        FOLDER_PARTS.register(kind, part, weight=int(number) * 10)


def filling(kind: str, label: str) -> Callable[[Folder], None]:
    def fill(folder: Folder) -> None:
        folder.add_workbook(Entry(title=label, day=folder.ask.until), sheets_of(kind, folder.ask))

    return fill


def sheets_of(kind: str, ask: Inspection) -> Iterator[OutSheet]:
    """Lists are of a year: a period that touches two has both."""
    for year in ask.years:
        for sheet in ledger_sheets(ask.edition(year), personal=ask.personal, kinds=[kind]):
            yield replace(sheet, tab=f"{sheet.tab}{year}")
