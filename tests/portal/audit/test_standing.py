"""Rows that stand: one entry when they are written, and none after, since nobody changes them."""

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests.portal.audit.rows import AUDITED, STANDING, entries, example, newest

pytestmark = pytest.mark.django_db
MODELS = [model for model in AUDITED if model._meta.db_table in STANDING]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_writing_it_leaves_an_entry(model: type[models.Model]) -> None:
    before = newest()
    row = example(model)
    assert ("INSERT", str(row.pk)) in entries(model, before)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_removing_it_is_refused_and_leaves_none(model: type[models.Model]) -> None:
    row, before = example(model), newest()
    with pytest.raises(IntegrityError), transaction.atomic():
        model._base_manager.filter(pk=row.pk).delete()
    assert entries(model, before) == []


@pytest.mark.parametrize("name", ["DutyChange", "Minutes"])
def test_changing_it_is_refused_and_leaves_none(name: str) -> None:
    model = apps.get_model("alliances", name)
    row, before = example(model), newest()
    with pytest.raises(IntegrityError), transaction.atomic():
        model._base_manager.filter(pk=row.pk).update(reason="改")
    assert entries(model, before) == []
