"""What changed between two editions of the same ledgers. Plain values in and out."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from portal.ledgers.specs import NUMBER, REF

Row = dict[str, str]


class ChangedCell(NamedTuple):
    header: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    name: str
    cells: list[ChangedCell]


@dataclass(slots=True)
class SheetDifference:
    """`added` and `gone` are the rows' names."""

    tab: str
    added: list[str] = field(default_factory=list)
    changed: list[ChangedRow] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.gone)


def differences(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[SheetDifference]:
    """Sheet by sheet, in the order of now; a sheet that only one of them has is all new or all gone."""
    then, today = ({sheet["tab"]: sheet for sheet in sheets} for sheets in (before, now))
    tabs = list(dict.fromkeys([*today, *then]))
    return [_difference(tab, _named(then.get(tab)), _named(today.get(tab))) for tab in tabs]


def _named(sheet: dict[str, Any] | None) -> dict[tuple[str, int], Row]:
    """Rows by what the portal calls them; where it calls them nothing, by all that they say."""
    named: dict[tuple[str, int], Row] = {}
    seen: Counter[str] = Counter()
    for cells in sheet["rows"] if sheet else ():
        row = dict(zip(sheet["headers"], cells, strict=True)) if sheet else {}
        row.pop(NUMBER.header, None)
        name = row.get(REF.header) or " · ".join(cell for cell in row.values() if cell)
        seen[name] += 1
        named[name, seen[name]] = row
    return named


def _difference(
    tab: str, then: dict[tuple[str, int], Row], now: dict[tuple[str, int], Row]
) -> SheetDifference:
    found = SheetDifference(tab)
    found.added = [_title(name, row) for (name, nth), row in now.items() if (name, nth) not in then]
    found.gone = [_title(name, row) for (name, nth), row in then.items() if (name, nth) not in now]
    for key, row in now.items():
        cells = _cells(then[key], row) if key in then else []
        if cells:
            found.changed.append(ChangedRow(_title(key[0], row), cells))
    return found


def _cells(then: Row, now: Row) -> list[ChangedCell]:
    headers = dict.fromkeys([*now, *then])
    cells = (ChangedCell(header, then.get(header, ""), now.get(header, "")) for header in headers)
    return [cell for cell in cells if cell.before != cell.now]


def _title(name: str, row: Row) -> str:
    """What a person knows it by: what the portal calls it and its first words."""
    words = next((cell for header, cell in row.items() if cell and "名称" in header), "")
    return f"{name} {words}".strip() if words not in name else name
