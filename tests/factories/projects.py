"""Listings, claims and what hangs on them, for tests."""

import datetime as dt
from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone

from members.models import Region
from projects.claims.states import WORKED_ON
from projects.listings.models import HANDED_IN
from projects.models import (
    CarryOver,
    Category,
    Claim,
    ClaimRecord,
    Contribution,
    Feedback,
    Need,
    Project,
    Resource,
    SignedLetter,
    Target,
)
from tests.factories.alliances import RecordFactory
from tests.factories.members import UnitFactory, UserFactory, street
from tests.factories.portal import StoredFileFactory
from tests.factories.year import YEAR

ENDED = ("not_adopted", "released")


def category(list_kind: str = "project", name: str = "建设管理", region: Region | None = None) -> Category:
    home = region or street()
    return Category.objects.get_or_create(region=home, list=list_kind, year=YEAR, parent=None, name=name)[0]


class ListingFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    region = factory.LazyFunction(street)
    year = YEAR
    unit = factory.SubFactory(UnitFactory)
    state = "draft"
    submitted_at = factory.LazyAttribute(lambda row: timezone.now() if row.state in HANDED_IN else None)


class DraftProjectFactory(ListingFactory):
    class Meta:
        model = Project

    title = factory.Sequence(lambda n: f"亮灯工程{n}")
    category = factory.LazyAttribute(lambda row: category("project", region=row.region))


class ProjectFactory(DraftProjectFactory):
    """A published project that one unit may claim."""

    state = "published"
    serial = factory.Sequence(lambda n: n + 1)
    number = factory.LazyAttribute(lambda row: f"{row.region.short_name}-项-{row.year}-{row.serial:04d}")
    published_at = factory.LazyFunction(timezone.now)


class DraftNeedFactory(ListingFactory):
    class Meta:
        model = Need

    title = factory.Sequence(lambda n: f"路灯需求{n}")
    category = factory.LazyAttribute(lambda row: category("need", "设施改善", row.region))


class DraftResourceFactory(ListingFactory):
    class Meta:
        model = Resource

    title = factory.Sequence(lambda n: f"会议室{n}")
    category = factory.LazyAttribute(lambda row: category("resource", "阵地场所", row.region))


class CategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Category

    region = factory.LazyFunction(street)
    list = "project"
    year = YEAR
    name = factory.Sequence(lambda n: f"类别{n}")


class TargetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Target

    project = factory.SubFactory(ProjectFactory)
    measure = "路灯"
    quantity = Decimal(32)
    unit_of_measure = "盏"


def moment_of(claim: Any, *states: str) -> dt.datetime | None:
    """The moment that these states imply: that of the claim, so that all are in order."""
    return claim.claimed_at if claim.state in states else None


class ClaimFactory(factory.django.DjangoModelFactory):
    """A unit's claim on a project, written as it is: no step, no notice."""

    class Meta:
        model = Claim

    project = factory.SubFactory(ProjectFactory, capacity=None)
    unit = factory.SubFactory(UnitFactory)
    ordinal = factory.Sequence(lambda n: n + 1)
    state = "submitted"
    claimed_at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.LazyAttribute(lambda row: moment_of(row, *WORKED_ON, "released"))
    completed_at = factory.LazyAttribute(lambda row: moment_of(row, "completed", "closed"))
    closed_at = factory.LazyAttribute(lambda row: moment_of(row, "closed"))
    end_reason = factory.LazyAttribute(lambda row: "另有安排" if row.state in ENDED else "")


class SignedLetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SignedLetter

    claim = factory.SubFactory(ClaimFactory)
    file = factory.SubFactory(StoredFileFactory)
    by = factory.SubFactory(UserFactory)


class ClaimRecordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ClaimRecord

    claim = factory.SubFactory(ClaimFactory)
    record = factory.SubFactory(RecordFactory)


class ContributionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contribution

    claim = factory.SubFactory(ClaimFactory)
    kind = "money"
    promised = Decimal(5000)


class FeedbackFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Feedback

    claim = factory.SubFactory(ClaimFactory)
    neighbourhood = factory.SubFactory(UnitFactory)
    done = False
    by = factory.SubFactory(UserFactory)


class CarryOverFactory(factory.django.DjangoModelFactory):
    """Last year's projects, asked for as drafts of the next; its job is not under way."""

    class Meta:
        model = CarryOver

    region = factory.LazyFunction(street)
    from_year = YEAR
    to_year = YEAR + 1
    lists = ("project",)
    by = factory.SubFactory(UserFactory)
