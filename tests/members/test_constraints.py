"""What the database holds, whoever writes: one test for each constraint, by its name."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from members.models import Appointment, Enrolment, OfficePolicy, Region, Unit, User, Zone
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 1, 1)


def unit(**fields) -> Unit:
    return Unit(**{"district": make.district(), "kind": make.kind(), "name": "某单位"} | fields)


def appointment(**fields) -> Appointment:
    return Appointment(**{"user": make.UserFactory(), "role": "handler", "region": make.street()} | fields)


def enrolment(**fields) -> Enrolment:
    return Enrolment(**{"unit": make.UnitFactory(), "region": make.street(), "from_on": DAY} | fields)


def twin_of(row):
    row.pk = None
    row._state.adding = True
    return row


BROKEN = {
    "region_level_known": lambda: Region(code="3101", name="x", level="moon"),
    "region_code_length_fits_level": lambda: Region(code="310", name="x", level="province"),
    "region_code_extends_parent": lambda: Region(
        code="320117101", name="x", level="street", parent=make.district()
    ),
    "zone_name_once_per_region": lambda: twin_of(Zone.objects.create(region=make.street(), name="东")),
    "unit_name_once_per_district": lambda: unit(name=make.UnitFactory(name="同名").name),
    "unit_uscc_once": lambda: unit(uscc=make.UnitFactory(uscc="1131011674703654AL").uscc),
    "unit_uscc_form": lambda: unit(uscc="113101167470365"),
    "unit_state_known": lambda: unit(state="asleep"),
    "enrolment_state_known": lambda: enrolment(state="asleep"),
    "enrolment_ends_after_start": lambda: enrolment(until_on=DAY - dt.timedelta(days=1)),
    "enrolment_once_at_a_time": lambda: enrolment(unit=make.member(), state="applied"),
    "region_on_the_globe": lambda: Region(code="31", name="x", level="province", latitude=31, longitude=181),
    "unit_on_the_globe": lambda: unit(latitude=31),
    "enrolment_left_has_a_day": lambda: enrolment(state="left"),
    "office_policy_endorse_days": lambda: OfficePolicy(region=make.street(), endorse_days=0),
    "office_policy_offer_days": lambda: OfficePolicy(region=make.street(), offer_days=91),
    "office_policy_late_days": lambda: OfficePolicy(region=make.street(), late_days=0),
    "office_policy_paired_days": lambda: OfficePolicy(region=make.street(), paired_days=91),
    "office_policy_review_days": lambda: OfficePolicy(region=make.street(), review_days=0),
    "appointment_role_known": lambda: appointment(role="king"),
    "appointment_role_fits_place": lambda: appointment(role="liaison"),
    "appointment_ends_after_start": lambda: appointment(from_on=DAY, until_on=DAY - dt.timedelta(days=1)),
    "appointment_once_at_a_time": lambda: appointment(user=make.staff_of()),
}
"""By the constraint's name, a row that breaks it."""

SHADOWED = {
    "region_level_known": "region_code_length_fits_level",
    "appointment_role_known": "appointment_role_fits_place",
}
"""An unknown value breaks both; PostgreSQL names the first by the alphabet."""


def test_every_constraint_of_this_app_is_here() -> None:
    models = (Region, Zone, OfficePolicy, Unit, Enrolment, Appointment, User)
    assert {each.name for model in models for each in model._meta.constraints} == set(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    row = BROKEN[name]()
    with pytest.raises(IntegrityError, match=f'"({name}|{SHADOWED.get(name, name)})"'), transaction.atomic():
        row.save()
