"""迎检台账 as a kind of export."""

import datetime as dt
from typing import IO, Any

from portal.exports.inspection.asking import asked_by
from portal.exports.inspection.folder import Folder
from portal.exports.inspection.forms import InspectionForm
from portal.exports.inspection.index import write_index
from portal.exports.inspection.parts import chosen_parts
from portal.exports.inspection.periods import period_words
from portal.exports.kinds import Estimate, ExportKind, Tell
from portal.exports.models import Export

INSPECTION = "inspection"
OF_THE_INDEX = Estimate(files=0, bytes=100_000)


def title_of(options: dict[str, Any]) -> str:
    days = (dt.date.fromisoformat(options[name]) for name in ("since", "until"))
    return f"迎检台账 {period_words(*days)}"


def estimate(export: Export) -> Estimate:
    ask = asked_by(export)
    return sum((part.estimate(ask) for part in chosen_parts(export.options["parts"])), OF_THE_INDEX)


def make(export: Export, target: IO[bytes], tell: Tell) -> None:
    folder = Folder(target, asked_by(export), tell, total=estimate(export).files)
    try:
        for part in chosen_parts(export.options["parts"]):
            folder.open_part(part.number, part.label)
            part.fill(folder)
        write_index(folder)
    finally:
        folder.close()


KIND = ExportKind(
    label="迎检台账", ending="zip", form=InspectionForm, title=title_of, estimate=estimate, make=make
)
