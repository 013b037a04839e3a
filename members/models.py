"""Hands the capabilities' models to Django."""

from members.people.models import Appointment, User
from members.places.models import OfficePolicy, Region, Zone
from members.units.models import Enrolment, Unit, UnitKind

__all__ = ["Appointment", "Enrolment", "OfficePolicy", "Region", "Unit", "UnitKind", "User", "Zone"]
