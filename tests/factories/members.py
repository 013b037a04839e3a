"""Places, units and people for tests."""

import datetime as dt
from functools import cache
from importlib import import_module
from typing import Any

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from members.models import Appointment, Enrolment, OfficePolicy, Region, Unit, UnitKind, User, Zone

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
