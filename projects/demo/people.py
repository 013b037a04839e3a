"""The accounts of the demo: those the README names, and one for every unit."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password

from members.models import Appointment, Enrolment, Region, User

PASSWORD = "lianxi-demo"  # noqa: S105 the demo's published password
SINCE = dt.date(2025, 1, 1)
ROLES = ("liaison", "secretary")
"""Everybody of a unit holds both, so that one account can walk through all of it."""


@dataclass
class Cast:
    """Who acts in the demo. `of_unit` gives each unit's account by the unit's id."""

    office: User
    clerk: User
    of_unit: dict[int, User]


def appoint_office(street: Region, district: Region) -> tuple[User, User]:
    """office (经办 and 审核), clerk (经办), supervisor (district, read-only), volunteer (nothing yet)."""
    password = make_password(PASSWORD)
    office = User.objects.create(username="office", name="沈女士", password=password)
    clerk = User.objects.create(username="clerk", name="陆先生", password=password)
    supervisor = User.objects.create(username="supervisor", name="顾女士", password=password)
    User.objects.create(username="volunteer", name="周先生", password=password)
    for user, role, region in [
        (office, "handler", street),
        (office, "reviewer", street),
        (clerk, "handler", street),
        (supervisor, "supervisor", district),
    ]:
        Appointment.objects.create(user=user, role=role, region=region, from_on=SINCE)
    return office, clerk


def appoint_units(street: Region, named: dict[str, str]) -> dict[int, User]:
    """One account per enrolled unit, `u<unit id>`, both liaison and secretary; and the named ones."""
    password = make_password(PASSWORD)
    enrolments = list(Enrolment.objects.filter(region=street).select_related("unit"))
    users = User.objects.bulk_create(
        User(username=f"u{each.unit_id}", name=each.liaison_name, phone=each.liaison_phone, password=password)
        for each in enrolments
    )
    appointments: list[Any] = []
    for user, enrolment in zip(users, enrolments, strict=True):
        appointments += [
            Appointment(user=user, role=role, enrolment=enrolment, from_on=SINCE) for role in ROLES
        ]
    for username, unit in named.items():
        enrolment = next(each for each in enrolments if each.unit.name == unit)
        user = User.objects.create(username=username, name=enrolment.liaison_name, password=password)
        appointments += [
            Appointment(user=user, role=role, enrolment=enrolment, from_on=SINCE) for role in ROLES
        ]
    Appointment.objects.bulk_create(appointments)
    return {each.unit_id: user for user, each in zip(users, enrolments, strict=True)}
