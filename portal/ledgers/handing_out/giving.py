"""An office's ledgers given to somebody as a workbook."""

from collections.abc import Collection
from pathlib import Path
from typing import IO, Any

from portal.audit.models import PersonalDataView
from portal.ledgers.handing_out.edition import LedgerEdition
from portal.ledgers.handing_out.notes import notes_sheet
from portal.ledgers.handing_out.sheets import ledger_kinds, ledger_sheets
from portal.permits import demand
from portal.refusals import Refusal
from portal.workbooks.writing import write_workbook

SHORTEST_REASON, LONGEST_REASON = 4, 200


def give_ledgers(
    target: Path | IO[bytes],
    edition: LedgerEdition,
    *,
    by: Any,
    kinds: Collection[str] = (),
    empty: bool = False,
    personal: bool = False,
    reason: str = "",
) -> None:
    """Write the ledgers of these kinds (none named: all) and how to fill them in.

    With `personal` (names and phones of contacts) it is first written down who had them and what for.
    Raises Forbidden, Refusal `reason_needed`.
    """
    demand(by, "ledgers.see", edition.region)
    if personal:
        _note_who_sees(edition, by, reason.strip())
    wanted = [kind for kind in ledger_kinds() if not kinds or kind in kinds]
    sheets = ledger_sheets(edition, personal=personal, kinds=wanted, empty=empty)
    write_workbook(target, [*sheets, notes_sheet(wanted, personal=personal)])


def _note_who_sees(edition: LedgerEdition, by: Any, reason: str) -> None:
    demand(by, "exports.personal", edition.region)
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise Refusal(
            "reason_needed",
            f"导出联系人和电话要写明用途（{SHORTEST_REASON} 至 {LONGEST_REASON} 个字），用途会记录在案。",
        )
    PersonalDataView.objects.create(
        viewer=by,
        subject_kind="region",
        subject_id=edition.region.pk,
        field=f"ledgers {edition.year}",
        reason=reason,
    )
