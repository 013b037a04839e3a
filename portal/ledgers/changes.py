"""Writing what a ledger says over what is there already: only what differs, and never a blank."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

Values = Mapping[str, Any]

CLEARED = object()
"""What a row says that wants a field empty on purpose, such as 不限; a blank cell never does."""


class Change(NamedTuple):
    """What a field said, and what it says now."""

    before: Any
    after: Any


Changes = dict[str, Change]
"""By the name of the field."""


def differing(thing: Any, values: Values) -> dict[str, Any]:
    """Those of `values` that say something else than the thing; an empty cell says nothing.

    `custom` adds to the fields there are and removes none.
    """
    found: dict[str, Any] = {}
    for name, wanted in values.items():
        before = getattr(thing, name)
        value = {**before, **wanted} if name == "custom" else wanted
        if value is CLEARED:
            found |= {name: None} if before is not None else {}
        elif value not in (None, "", {}) and value != before:
            found[name] = value
    return found


def as_said(thing: Any, values: Values) -> Values:
    return values


def change_many(
    wanted: Iterable[tuple[Any, Values]], *, bearable: Callable[[Any, Values], Values] = as_said
) -> dict[Any, Changes]:
    """Write what differs and count the versions; gives the changed rows with what changed in them.

    Rows that seem to differ are held and read again first: somebody else may just have changed them.
    `bearable` then leaves out what the held row cannot become.
    """
    different = {thing: values for thing, values in wanted if differing(thing, values)}
    if not different:
        return {}
    model = type(next(iter(different)))
    rows = model._default_manager.select_for_update(no_key=True).order_by("pk")
    held = {row: different[row] for row in rows.filter(pk__in=[row.pk for row in different])}
    found = {row: differing(row, bearable(row, values)) for row, values in held.items()}
    changed = {row: values for row, values in found.items() if values}
    done = {row: _overwrite(row, values) for row, values in changed.items()}
    fields = {name for values in changed.values() for name in values}
    model._default_manager.bulk_update(done, ["version", *sorted(fields)], batch_size=500)
    return done


def _overwrite(row: Any, values: Values) -> Changes:
    changes = {name: Change(getattr(row, name), value) for name, value in values.items()}
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    return changes
