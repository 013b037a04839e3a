"""The ledgers of a street as plain JSON, so that they can be kept and compared for ever."""

import hashlib
import json
from typing import Any

from portal.ledgers.handing_out.edition import LedgerEdition
from portal.ledgers.handing_out.sheets import ledger_sheets
from portal.workbooks.columns import OutSheet
from portal.workbooks.text import written_text

Sheet = dict[str, Any]
"""`tab`, `headers`, `rows`: lists of texts, one for each header."""


def frozen_sheets(region: Any, year: int) -> list[Sheet]:
    """Every ledger of what was published, as a person reads it, without names and phones of people."""
    return [_frozen(sheet) for sheet in ledger_sheets(LedgerEdition(region, year, shown_only=True))]


def _frozen(sheet: OutSheet) -> Sheet:
    return {
        "tab": sheet.tab,
        "headers": [column.header for column in sheet.columns],
        "rows": [[written_text(value) for value in row] for row in sheet.rows],
    }


def digest_of(sheets: list[Sheet]) -> str:
    """SHA-256 over the canonical JSON: keys in order, no spaces, characters as they are."""
    canonical = json.dumps(sheets, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
