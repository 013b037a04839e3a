"""What a person said of a workbook: what its sheets and columns are, and what cells should have said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from portal.ledgers.headers import Header, Row, find_header, forced_header
from portal.ledgers.records import Typed
from portal.ledgers.specs import SheetSpec
from portal.ledgers.workbook import Range

LEFT_OUT = ""
"""The kind of a sheet that is not to be read."""


@dataclass(frozen=True, slots=True)
class Said:
    """`choices`: by tab {"kind", "columns": {header: key or ""}, "header_row"}, each only where it was said.

    `remembered`: (kind, header) → key, as the office chose in earlier workbooks; `choices` go before them.
    `corrections`: by tab, row as in Excel (as text) and column key: the text read in place of the cell.
    """

    choices: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    remembered: Mapping[tuple[str, str], str] = field(default_factory=dict)
    corrections: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)

    def kind_of(self, tab: str) -> str | None:
        return self.choices.get(tab, {}).get("kind")

    def header_row(self, tab: str) -> int | None:
        return self.choices.get(tab, {}).get("header_row")

    def chosen(self, tab: str) -> Mapping[str, str]:
        """Header → key as somebody chose for this very workbook."""
        return self.choices.get(tab, {}).get("columns", {})

    def known_before(self, tab: str, kind: str) -> dict[str, str]:
        """Header → key as remembered, as far as this workbook's own choices leave it open."""
        chosen = self.chosen(tab)
        taken = {key for key in chosen.values() if key}
        return {
            header: key
            for (of, header), key in self.remembered.items()
            if of == kind and header not in chosen and key not in taken
        }

    def typed_in(self, tab: str) -> Typed:
        return {int(row): cells for row, cells in self.corrections.get(tab, {}).items()}


SAID_NOTHING = Said()


def header_of(
    tab: str, rows: Sequence[Row], merged: Sequence[Range], specs: Sequence[SheetSpec], said: Said
) -> Header | None:
    """The header of a sheet, by what was said of it and by what it looks like; None where it is not read."""
    kind, header_row = said.kind_of(tab), said.header_row(tab)
    taught = {spec.kind: _taught(spec, tab, said) for spec in specs if kind in (None, spec.kind)}
    if kind and header_row is not None:
        found = forced_header(taught[kind], rows, header_row - 1)
    else:
        found = find_header(tab, rows, merged, list(taught.values()))
        if found is None and kind:
            found = forced_header(taught[kind], rows)
    if found is not None:
        found.spec = next(spec for spec in specs if spec.kind == found.spec.kind)
    return found


def directed(header: Header, names: Mapping[int, str], said: Said, tab: str) -> set[str]:
    """Have the columns be what was said; gives the headers that are so because it was said before."""
    before = said.known_before(tab, header.spec.kind)
    keys = before | dict(said.chosen(tab))
    for at, name in names.items():
        if name in keys:
            header.columns = {key: place for key, place in header.columns.items() if place != at}
            if keys[name]:
                header.columns[keys[name]] = at
    return before.keys() & set(names.values())


def _taught(spec: SheetSpec, tab: str, said: Said) -> SheetSpec:
    """The spec with the headers that were chosen for its columns among their names."""
    names: dict[str, list[str]] = {}
    for header, key in (said.known_before(tab, spec.kind) | dict(said.chosen(tab))).items():
        names.setdefault(key, []).append(header)
    if not names:
        return spec
    columns = (
        replace(column, synonyms=(*names.get(column.key, ()), *column.synonyms)) for column in spec.columns
    )
    return replace(spec, columns=tuple(columns))
