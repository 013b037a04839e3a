"""Hands the capabilities' models to Django."""

from members.party.models import PartyOrg
from members.people.models import Appointment, User
from members.places.models import OfficePolicy, Region, Zone
from members.sites.models import Site
from members.teams.models import Team
from members.units.models import Enrolment, Unit, UnitKind

__all__ = [
    "Appointment",
    "Enrolment",
    "OfficePolicy",
    "PartyOrg",
    "Region",
    "Site",
    "Team",
    "Unit",
    "UnitKind",
    "User",
    "Zone",
]
