"""What a person says of an import's sheets, columns and cells: checked against what was read of them."""

from typing import Any

from portal.ledgers.headers import SEARCHED_ROWS
from portal.ledgers.imports.models import ColumnChoice, Import
from portal.ledgers.taking import LEDGER_SHEETS
from portal.refusals import Refusal

Choices = dict[str, dict[str, Any]]
"""By tab: {"kind": "projects", "columns": {header as told: key}, "header_row": 3}, each where it is said.

An empty kind leaves the sheet out, an empty key keeps the column as a custom field. Rows count as in Excel.
"""

Corrections = dict[str, dict[str, dict[str, str]]]
"""By tab, row (as in Excel, as text) and column key: what is read in place of the cell."""

LONGEST_HEADER = ColumnChoice._meta.get_field("header").max_length or 0
LONGEST_TEXT = 2000
PARTS = {"kind", "columns", "header_row"}


def news_in(imp: Import, choices: Choices) -> Choices:
    """Those of the choices that say something else than the preview. Raises Refusal."""
    found = {}
    for tab, said in choices.items():
        if not isinstance(said, dict) or not said.keys() <= PARTS:
            raise _unknown(tab)
        news = _news_of(imp, tab, said)
        if news:
            found[tab] = news
    return found


def remember(imp: Import, news: Choices) -> None:
    """Keep what columns mean for this office's next workbook."""
    for tab, said in news.items():
        kind = said.get("kind") or _kinds_of(imp).get(tab)
        for header, key in said.get("columns", {}).items():
            if len(header) <= LONGEST_HEADER:
                place = {"region_id": imp.region_id, "sheet": kind, "header": header}
                ColumnChoice.objects.update_or_create(**place, defaults={"key": key})


def checked_corrections(imp: Import, corrections: Corrections) -> Corrections:
    """The import's corrections with these over them. Raises Refusal for a place there is none of."""
    kinds = _kinds_of(imp)
    merged = {tab: dict(rows) for tab, rows in imp.corrections.items()}
    for tab, rows in corrections.items():
        known = keys_of(kinds.get(tab) or "")
        for row, cells in rows.items():
            texts_fit = all(isinstance(text, str) and len(text) <= LONGEST_TEXT for text in cells.values())
            if not (row.isascii() and row.isdigit() and cells.keys() <= known and texts_fit):
                raise _unknown(f"{tab} 第 {row} 行"[:80])
            merged.setdefault(tab, {})[row] = {**merged.get(tab, {}).get(row, {}), **cells}
    return merged


def keys_of(kind: str) -> set[str]:
    """The columns a sheet of this kind may have; none for a kind that is none."""
    return {column.key for column in LEDGER_SHEETS[kind].spec.columns} if kind in LEDGER_SHEETS else set()


def _news_of(imp: Import, tab: str, said: dict[str, Any]) -> dict[str, Any]:
    kinds = _kinds_of(imp)
    if tab not in kinds:
        raise _unknown(tab)
    kind = said.get("kind", kinds[tab])
    is_new = kind != kinds[tab] or "header_row" in said
    columns = said.get("columns", {})
    if kind == "":
        return {"kind": ""}
    if is_new or columns:
        _check(tab, kind, columns, said.get("header_row"))
    if is_new:
        return {"kind": kind, **said}
    now = {column["header"]: column["key"] for column in _sheets_of(imp)[tab]["columns"]} if columns else {}
    if not columns.keys() <= now.keys():
        raise _unknown(tab)
    changed = {header: key for header, key in columns.items() if now[header] != key}
    return {"columns": changed} if changed else {}


def _check(tab: str, kind: Any, columns: Any, header_row: Any) -> None:
    fits = (
        isinstance(kind, str) and isinstance(columns, dict) and set(columns.values()) <= {*keys_of(kind), ""}
    )
    row_fits = header_row is None or (type(header_row) is int and 1 <= header_row <= SEARCHED_ROWS)
    if kind not in LEDGER_SHEETS or not fits or not row_fits:
        raise _unknown(tab)
    for key in filter(None, columns.values()):
        headers = [header for header, other in columns.items() if other == key]
        if len(headers) > 1:
            said = next(column.header for column in LEDGER_SHEETS[kind].spec.columns if column.key == key)
            names = "、".join(f"“{header}”" for header in headers)
            raise Refusal("column_twice", f"“{tab}”里{names}都对应了“{said}”。一个栏目只能对应一列，请改正。")


def _kinds_of(imp: Import) -> dict[str, str | None]:
    """By tab, what each sheet was taken for; None for one that was not read."""
    preview = imp.preview or {"sheets": [], "not_read": []}
    left_out: dict[str, str | None] = {entry["tab"]: None for entry in preview["not_read"]}
    return left_out | {sheet["tab"]: sheet["kind"] for sheet in preview["sheets"]}


def _sheets_of(imp: Import) -> dict[str, dict[str, Any]]:
    return {sheet["tab"]: sheet for sheet in imp.preview["sheets"]} if imp.preview else {}


def _unknown(place: str) -> Refusal:
    return Refusal("unknown_choice", f"“{place}”的选择与读到的工作簿不符。请刷新页面，按现在显示的内容再选。")
