"""Records and papers for tests."""

import datetime as dt

import factory

from alliances.models import Document, Record, RecordShare
from tests.factories.members import UnitFactory, UserFactory, street
from tests.factories.year import YEAR


class RecordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Record

    region = factory.LazyFunction(street)
    occurred_on = dt.date(YEAR, 6, 1)
    recorded_by = factory.SubFactory(UserFactory)
    summary = "安装路灯"


class DocumentFactory(factory.django.DjangoModelFactory):
    """A plan that the office alone sees, without a file."""

    class Meta:
        model = Document

    region = factory.LazyFunction(street)
    kind = "plan"
    title = factory.Sequence(lambda n: f"区域化党建工作计划{n}")
    issued_on = dt.date(YEAR, 1, 10)
    entered_by = factory.SubFactory(UserFactory)


class RecordShareFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RecordShare

    record = factory.SubFactory(RecordFactory)
    unit = factory.SubFactory(UnitFactory)
