"""An example row of every model of the apps, and the entries that writing it leaves."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models
from factory.django import DjangoModelFactory

from portal.audit.models import AuditEntry
from tests import factories

APPS = ("members", "alliances", "projects")
EXEMPT = {"alliances_tally"}
"""What the trail must not say: entries of a tally of answers would be single answers."""

AUDITED = [
    model
    for app in APPS
    for model in apps.get_app_config(app).get_models(include_auto_created=True)
    if model._meta.managed and model._meta.db_table not in EXEMPT
]
PAST = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
STANDING = {"alliances_duty", "alliances_dutychange", "alliances_minutes"}
"""Tables whose rows the database lets nobody change or remove."""

WRITTEN = [model for model in AUDITED if model._meta.db_table not in STANDING]
FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and issubclass(factory, DjangoModelFactory) and not factory._meta.abstract
}

ALIKE = {"projects_carryover": {"state": "failed", "trouble": "磁盘空间不足"}}
"""What examples are made with where two as the factory makes them could not stand side by side."""

SECRET = ("password", "digest")
"""Columns that the trail leaves out."""

OWN_WAY: dict[str, tuple[str, Callable[[], Any]]] = {
    "alliances_agreement": ("kept_at", lambda: PAST),
    "alliances_condition": ("at_least", lambda: 7),
    "alliances_scheme_unit_kinds": ("unitkind_id", lambda: factories.UnitKindFactory().pk),
}
"""Where the easy columns are frozen: a column that may change, and to what."""

EASY = (models.CharField, models.PositiveSmallIntegerField, models.ForeignKey)
"""Kinds of columns that `change` gives other values, the easiest first."""


def example(model: type[models.Model], **fields: Any) -> Any:
    """A saved row. Tables between two models hold one of each."""
    if model in FACTORIES:
        return FACTORIES[model](**ALIKE.get(model._meta.db_table, {}), **fields)
    ends = [field for field in model._meta.concrete_fields if field.is_relation]
    return model._default_manager.create(**{end.name: example(end.related_model) for end in ends})


def unsaved(model: type[models.Model]) -> Any:
    """A row that could be inserted."""
    row = example(model)
    model._base_manager.filter(pk=row.pk).delete()
    row.pk, row._state.adding = None, True
    return row


def change(row: models.Model) -> None:
    """Give one column, that no constraint watches, another value."""
    if row._meta.db_table in OWN_WAY:
        name, other = OWN_WAY[row._meta.db_table]
        setattr(row, name, other())
        return
    free = [each for each in row._meta.concrete_fields if not (each.unique or each.choices or each.generated)]
    field = next(each for kind in EASY for each in free if isinstance(each, kind) and each.name not in SECRET)
    value = getattr(row, field.attname)
    match field:
        case models.CharField():
            value = "改"
        case models.PositiveSmallIntegerField():
            value += 1
        case models.ForeignKey():
            value = example(field.related_model).pk
    setattr(row, field.attname, value)


def newest() -> int:
    """The number of the last entry there is."""
    return AuditEntry.objects.aggregate(models.Max("id"))["id__max"] or 0


def entries(model: type[models.Model], after: int) -> list[tuple[str, str]]:
    """Operation and row of each entry about the model's table that came after entry `after`."""
    found = AuditEntry.objects.filter(table_name=model._meta.db_table, id__gt=after).order_by("id")
    return list(found.values_list("operation", "row_id"))


def personal_columns() -> Iterator[tuple[str, str]]:
    """Table and column of everything that the triggers veil."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, split_part(encode(tgargs, 'escape'), '\\000', 1)"
            " FROM pg_trigger WHERE tgname = 'audit'"
        )
        for table, columns in cursor.fetchall():
            yield from ((table, column) for column in columns.split(",") if column)
