"""Alliances and their members for tests."""

import datetime as dt

import factory

from alliances.models import Alliance, ConcurrentMember, Membership
from tests.factories.members import EnrolmentFactory, street
from tests.factories.year import YEAR


class AllianceFactory(factory.django.DjangoModelFactory):
    """A street's joint conference without members."""

    class Meta:
        model = Alliance

    region = factory.LazyFunction(street)
    name = factory.Sequence(lambda n: f"区域化党建联席会议{n}")


class MembershipFactory(factory.django.DjangoModelFactory):
    """A unit of the alliance's street, a member since long ago."""

    class Meta:
        model = Membership

    alliance = factory.SubFactory(AllianceFactory)
    unit = factory.LazyAttribute(lambda row: EnrolmentFactory(region=row.alliance.region).unit)
    from_on = dt.date(2020, 1, 1)


class ConcurrentMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConcurrentMember

    alliance = factory.SubFactory(AllianceFactory)
    unit = factory.LazyAttribute(lambda row: MembershipFactory(alliance=row.alliance).unit)
    name = "陈立"
    from_on = dt.date(YEAR, 1, 1)
