"""Things for tests: each factory makes the smallest honest example, with no surprises."""

import datetime as dt
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from alliances.models import Document, Record, RecordShare
from members.models import Appointment, Enrolment, OfficePolicy, Region, Unit, UnitKind, User, Zone
from portal.models import StoredFile
from projects.claims.states import WORKED_ON
from projects.listings.models import HANDED_IN
from projects.models import (
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

YEAR = 2026
PASSWORD = "lianxi-demo"


@cache
def hashed_password() -> str:
    """Hashing takes long on purpose, so it is done once for all."""
    return make_password(PASSWORD)


def district() -> Region:
    """金山区."""
    return Region.objects.get_or_create(code="310116", defaults={"name": "金山区", "level": "district"})[0]


def street(name: str = "朱泾镇", code: str = "310116101") -> Region:
    """A street of 金山区; 朱泾镇 unless told."""
    defaults = {"name": name, "level": "street", "parent": district()}
    return Region.objects.get_or_create(code=code, defaults=defaults)[0]


def kind(name: str = "机关事业", *, is_neighbourhood: bool = False) -> UnitKind:
    return UnitKind.objects.get_or_create(name=name, defaults={"is_neighbourhood": is_neighbourhood})[0]


def first_kinds() -> None:
    """The kinds of units that a migration puts there: tests with real transactions empty their table."""
    migration = import_module("members.migrations.0003_unit_kinds")
    for name in (*migration.KINDS, *migration.NEIGHBOURHOOD_KINDS):
        kind(name, is_neighbourhood=name in migration.NEIGHBOURHOOD_KINDS)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    name = factory.Sequence(lambda n: f"人员{n}")
    password = factory.LazyFunction(hashed_password)


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    district = factory.LazyFunction(district)
    kind = factory.LazyFunction(kind)
    name = factory.Sequence(lambda n: f"示例单位{n}")


class EnrolmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enrolment

    unit = factory.SubFactory(UnitFactory)
    region = factory.LazyFunction(street)
    from_on = dt.date(2020, 1, 1)
    state = "active"
    until_on = factory.LazyAttribute(lambda row: timezone.localdate() if row.state == "left" else None)


def member(name: str = "区财政局", region: Region | None = None) -> Unit:
    """A member unit enrolled in the street."""
    return EnrolmentFactory(unit__name=name, region=region or street()).unit


def neighbourhood(name: str = "五龙村", code: str = "310116101201", region: Region | None = None) -> Unit:
    """A 村居: a unit that is one-to-one with its region, enrolled in the street."""
    home = region or street()
    place = Region.objects.create(code=code, name=name, level="neighbourhood", parent=home)
    village = kind("村", is_neighbourhood=True)
    return EnrolmentFactory(unit__name=name, unit__kind=village, unit__neighbourhood=place, region=home).unit


def zone(name: str, neighbourhoods: list[Region], region: Region | None = None) -> Zone:
    """A 片区 of the street."""
    made = Zone.objects.create(region=region or street(), name=name)
    made.regions.set(neighbourhoods)
    return made


def appoint(user: User, role: str, **where: Any) -> User:
    Appointment.objects.create(user=user, role=role, from_on=dt.date(2020, 1, 1), **where)
    return user


def liaison_of(unit: Unit, region: Region | None = None, role: str = "liaison", **fields: Any) -> User:
    """A person who acts for the unit in the street."""
    enrolment = Enrolment.objects.get(unit=unit, region=region or street())
    return appoint(UserFactory(**fields), role, enrolment=enrolment)


def staff_of(
    region: Region | None = None, roles: tuple[str, ...] = ("handler", "reviewer"), **fields: Any
) -> User:
    """A person of the street's office: 经办 and 审核 unless told."""
    user = UserFactory(**fields)
    for role in roles:
        appoint(user, role, region=region or street())
    return user


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


class AppointmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Appointment

    user = factory.SubFactory(UserFactory)
    role = "handler"
    region = factory.LazyFunction(street)
    from_on = dt.date(2020, 1, 1)


class ZoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Zone

    region = factory.LazyFunction(street)
    name = factory.Sequence(lambda n: f"片区{n}")


class RegionFactory(factory.django.DjangoModelFactory):
    """A street of 金山区 that nobody knows yet."""

    class Meta:
        model = Region

    parent = factory.LazyFunction(district)
    code = factory.Sequence(lambda n: f"310116{n + 200:03d}")
    name = factory.Sequence(lambda n: f"示例镇{n}")
    level = "street"


class OfficePolicyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OfficePolicy

    region = factory.SubFactory(RegionFactory)


class UnitKindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UnitKind

    name = factory.Sequence(lambda n: f"类别{n}")


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


ENDED = ("not_adopted", "released")


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


class StoredFileFactory(factory.django.DjangoModelFactory):
    """The row of a scan about a street; its bytes are nowhere."""

    class Meta:
        model = StoredFile

    kind = "pdf"
    media_type = "application/pdf"
    original_name = factory.Sequence(lambda n: f"扫描件{n}.pdf")
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    size = 1024
    path = factory.LazyAttribute(lambda file: f"evidence/{file.sha256}.pdf")
    about = factory.LazyFunction(street)
    uploaded_by = factory.SubFactory(UserFactory)


class SignedLetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SignedLetter

    claim = factory.SubFactory("tests.factories.ClaimFactory")
    file = factory.SubFactory(StoredFileFactory)
    by = factory.SubFactory(UserFactory)


class RecordShareFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RecordShare

    record = factory.SubFactory(RecordFactory)
    unit = factory.SubFactory(UnitFactory)


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
