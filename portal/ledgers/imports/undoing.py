"""Taking a whole import back: what it made goes, what it overwrote says again what it said before.

The trail is never changed. So a unit that the import made and its steps name stays as it was made; it is
enrolled nowhere any more, and the next ledger finds it by its name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import IntegrityError, models, transaction

from portal.ledgers.deeds import label_of, version_of
from portal.ledgers.imports.models import Import, ImportedRow
from portal.ledgers.taking import LEDGER_SHEETS, hold_the_door
from portal.ledgers.undoing import TakenTable
from portal.refusals import Refusal
from portal.workflow.machine import Acting
from portal.workflow.models import Step

NAMED = 5
"""So many things that were built on an import are named, the others counted."""

Noted = dict[str, dict[int, ImportedRow]]
"""What the import did, by table and row."""


def undo_import(imp: Import, *, by: Any) -> None:
    """All of it or nothing. Raises Refusal `built_upon`, `import_running`. Belongs into a transaction."""
    hold_the_door(imp.region)
    noted: Noted = defaultdict(dict)
    for row in imp.rows.all():
        noted[row.sheet][row.object_id] = row
    tables = [table for table in written_tables() if label_of(table.model) in noted]
    held = {table: _held(table, noted) for table in tables}
    _refuse([reason for table in tables for reason in _changed_since(table, held[table], noted)])
    try:
        with transaction.atomic():
            for table in tables:
                _take_back(imp, table, held[table], noted, by)
    except IntegrityError as error:
        raise _built_upon(["导入前的内容已被别处使用"]) from error


def written_tables() -> list[TakenTable]:
    """Every table that ledgers write to, each once: what refers to others before what it refers to."""
    entries = reversed(list(LEDGER_SHEETS))
    return list({table.model: table for entry in entries for table in entry.tables}.values())


def _held(table: TakenTable, noted: Noted) -> list[Any]:
    ids = noted[label_of(table.model)].keys()
    return list(table.model._base_manager.select_for_update().filter(pk__in=ids).order_by("pk"))


def _changed_since(table: TakenTable, rows: Iterable[Any], noted: Noted) -> Iterator[str]:
    done = noted[label_of(table.model)]
    return (f"“{row}”已更改" for row in rows if version_of(row) > done[row.pk].version)


def _take_back(imp: Import, table: TakenTable, rows: list[Any], noted: Noted, by: Any) -> None:
    done = noted[label_of(table.model)]
    created = [row for row in rows if done[row.pk].created]
    used = _used(table, created)
    named = {pk for pk, model in used.items() if model is Step}
    if not table.by_the_way:
        _refuse(
            [f"“{row}”已用于{_name_of(used[row.pk])}" for row in created if row.pk in used.keys() - named]
        )
    free = [row.pk for row in created if row.pk not in used]
    table.model._base_manager.filter(pk__in=free).delete()
    if overwritten := [row for row in rows if not done[row.pk].created]:
        _restore(imp, table, overwritten, done, by)


def _used(table: TakenTable, created: list[Any]) -> dict[int, type[models.Model]]:
    """By its id, which table refers to a row from elsewhere; the trail only where nothing else does."""
    found: dict[int, type[models.Model]] = {}
    for relation in table.model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or _is_own(table, relation):
            continue
        name = relation.field.attname
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": created})
        for pk in rows.values_list(name, flat=True):
            if found.get(pk, Step) is Step:
                found[pk] = relation.related_model
    return found


def _is_own(table: TakenTable, relation: models.ManyToOneRel) -> bool:
    """Rows that belong to a row and go with it: those it owns, and plain links to others.

    A table of links that has a model of its own says more than that: somebody wrote it down.
    """
    throughs: list[Any] = [field.remote_field.through for field in table.model._meta.local_many_to_many]
    links = [through for through in throughs if through._meta.auto_created]
    return relation.related_model in (*table.owned, *links)


def _name_of(model: Any) -> str:
    """A table of links is called as what it links."""
    return str((model._meta.auto_created or model)._meta.verbose_name)


def _restore(imp: Import, table: TakenTable, rows: list[Any], done: dict[int, ImportedRow], by: Any) -> None:
    columns = _columns(table.model)
    names = {name for row in rows for name in done[row.pk].before if name in columns}
    for row in rows:
        before = done[row.pk].before
        for name in names & before.keys():
            setattr(row, name, columns[name].to_python(before[name]))
        row.version += 1
    table.model._base_manager.bulk_update(rows, ["version", *sorted(names)], batch_size=500)
    for row in rows if table.restore else ():
        table.restore(row, done[row.pk].before)  # type: ignore[misc]
    if table.machine is not None:
        acting = Acting(by, opinion=f"撤销{imp}")
        table.machine.note_many("take_back", "撤销台账导入", ((row, acting) for row in rows))


def _columns(model: type[models.Model]) -> dict[str, models.Field]:
    """The table's fields by either of their names: deeds may say unit or unit_id."""
    return {name: field for field in model._meta.concrete_fields for name in (field.name, field.attname)}


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise _built_upon(reasons)


def _built_upon(reasons: list[str]) -> Refusal:
    named = "；".join(reasons[:NAMED])
    more = f"等 {len(reasons)} 项" if len(reasons) > NAMED else ""
    return Refusal(
        "built_upon", f"导入之后已有人接着办理，不能整次撤销：{named}{more}。请在这些内容里逐条更正。"
    )
