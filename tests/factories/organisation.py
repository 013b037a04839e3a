"""Sites, party organisations and teams."""

import datetime as dt

import factory
from django.utils import timezone

from members.models import PartyOrg, Site, Team
from tests.factories.members import street


class SiteFactory(factory.django.DjangoModelFactory):
    """An open station that stands under nothing."""

    class Meta:
        model = Site

    region = factory.LazyFunction(street)
    level = "station"
    name = factory.Sequence(lambda n: f"党群服务站{n}")
    state = "open"
    closed_on = factory.LazyAttribute(lambda row: timezone.localdate() if row.state == "closed" else None)


class PartyOrgFactory(factory.django.DjangoModelFactory):
    """A branch that stands under nothing."""

    class Meta:
        model = PartyOrg

    region = factory.LazyFunction(street)
    level = "branch"
    name = factory.Sequence(lambda n: f"第{n}党支部")


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    region = factory.LazyFunction(street)
    name = factory.Sequence(lambda n: f"第{n}志愿服务队")
    kind = "志愿服务"
    people = 12
    founded_on = dt.date(2024, 3, 5)
    state = "active"
    dissolved_on = factory.LazyAttribute(
        lambda row: timezone.localdate() if row.state == "dissolved" else None
    )
