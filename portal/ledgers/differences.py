"""What a sheet says otherwise than the records: row by row and field by field, as a person reads it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Model

from portal.ledgers.changes import Change, Changes
from portal.ledgers.results import SheetReading
from portal.ledgers.specs import Column

FieldChange = tuple[str, str, str]
"""The sheet's own header, before, after."""

NOTHING = "（空）"


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that makes something new; `row` as in Excel."""

    row: int
    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that changes what is on record, which can be looked at under `url`."""

    row: int
    title: str
    unit: str
    url: str
    fields: list[FieldChange]


@dataclass(frozen=True, slots=True)
class GoneRow:
    """On record for this street and year, not in the workbook. Nothing is done about it."""

    title: str
    unit: str
    state: str


@dataclass(slots=True)
class Differences:
    new: list[NewRow] = field(default_factory=list)
    changed: list[ChangedRow] = field(default_factory=list)
    gone: list[GoneRow] = field(default_factory=list)


class FieldReader:
    """Says changes of rows of one model in the words of one sheet.

    `columns` names the spec's column of fields that are called otherwise there; `empty` what nothing means.
    Things that fields refer to are read in one query for each field, whatever the number of rows.
    """

    def __init__(
        self,
        sheet: SheetReading,
        model: type[Model],
        changed: Iterable[Changes],
        *,
        columns: Mapping[str, str] | None = None,
        empty: Mapping[str, str] | None = None,
    ) -> None:
        self.sheet, self.model = sheet, model
        self.columns, self.empty = columns or {}, empty or {}
        self.known = {column.key: column for column in sheet.spec.columns}
        self.referred = _referred_to(model, list(changed))

    def say(self, changes: Changes) -> list[FieldChange]:
        said: list[FieldChange] = []
        for name, change in changes.items():
            said += _customs(change) if name == "custom" else [self._say(name, change)]
        return said

    def _say(self, name: str, change: Change) -> FieldChange:
        column = self.known.get(self.columns.get(name, name))
        before, after = (self._shown(name, value, column) for value in change)
        return self._label(name, column), before, after

    def _label(self, name: str, column: Column | None) -> str:
        if column is None:
            return str(self.model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        return self.sheet.columns.get(column.key, column.header)

    def _shown(self, name: str, value: Any, column: Column | None) -> str:
        if name in self.referred:
            value = self.referred[name].get(value)
        text = as_text(value)
        if not text:
            return self.empty.get(name, NOTHING)
        return column.mask(text) if column is not None and column.mask else text


def as_text(value: Any) -> str:
    """A value as a person reads it; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "、".join(as_text(item) for item in value)
    return str(value)


def _customs(change: Change) -> list[FieldChange]:
    """Custom fields one by one, under their own headers."""
    return [
        (name, as_text(change.before.get(name)) or NOTHING, as_text(value))
        for name, value in change.after.items()
        if change.before.get(name) != value
    ]


def _referred_to(model: type[Model], changed: list[Changes]) -> dict[str, dict[Any, Any]]:
    """By the name of a field that refers to rows elsewhere: those rows by their ids."""
    found: dict[str, dict[Any, Any]] = {}
    for name in {name for changes in changed for name in changes}:
        field_of: Any = model._meta.get_field(name)
        if field_of.many_to_one or field_of.one_to_one:
            ids = {value for changes in changed if name in changes for value in changes[name]} - {None}
            found[name] = field_of.related_model._base_manager.in_bulk(ids)
    return found
