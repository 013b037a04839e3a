"""朱泾镇 as its own ledger has it, for the scenarios: divisions and workbook taken in by the commands."""

from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from rest_framework.test import APIClient

from members.models import Appointment, Enrolment, Region, Unit, User
from projects.models import Need, Project, Resource
from tests import factories as make
from tests.portal.ledgers.importing import ZHUJING

STREET = "310116101"
LISTS = {"resources": Resource, "needs": Need, "projects": Project}
SINCE = "2020-01-01"


@dataclass(frozen=True)
class Town:
    """The street, its office, and the liaison of every unit by the unit's id."""

    street: Region
    office: User
    liaisons: dict[int, User]

    def liaison(self, unit: Unit) -> User:
        return self.liaisons[unit.pk]


def take_in(*years: int) -> Town:
    """The public divisions, then the same workbook for each of the years."""
    call_command("import_divisions", "members/data/divisions.csv", verbosity=0)
    for year in years:
        call_command("import_ledger", str(ZHUJING), region=STREET, year=year, commit=True, verbosity=0)
    street = Region.objects.get(code=STREET)
    return Town(street, make.staff_of(street, username="office"), appoint_liaisons(street))


def appoint_liaisons(street: Region) -> dict[int, User]:
    """An account for every unit, both liaison and secretary."""
    enrolments = list(Enrolment.objects.filter(region=street))
    people = User.objects.bulk_create(
        User(username=f"u{row.unit_id}", name=row.liaison_name, password=make.hashed_password())
        for row in enrolments
    )
    Appointment.objects.bulk_create(
        Appointment(user=user, role=role, enrolment=row, from_on=SINCE)
        for user, row in zip(people, enrolments, strict=True)
        for role in ("liaison", "secretary")
    )
    return {row.unit_id: user for user, row in zip(people, enrolments, strict=True)}


def client_of(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def post(user: User, path: str, sent: dict[str, Any] | None = None) -> Any:
    """What the API answers; a refusal fails the test."""
    answer = client_of(user).post(f"/api/v1/{path}/", sent or {})
    assert answer.status_code < 300, answer.json()
    return answer.json()


def pair_up(
    town: Town, host: Unit, partner: Unit, *, programme: int, commitments: list[dict[str, Any]], **terms: Any
) -> dict[str, Any]:
    """From the partner's draft to the agreement on file, over the API."""
    asks = {"programme": programme, "host": host.pk, "partner": partner.pk, "commitments": commitments}
    drafted = post(town.liaison(partner), "pairings", asks | terms)
    address = f"pairings/{drafted['id']}"
    post(town.liaison(partner), f"{address}/propose")
    for unit, side in ((host, "host"), (partner, "partner")):
        post(town.liaison(unit), f"{address}/agree", {"side": side})
    return post(town.office, f"{address}/file")


def publish_lists(town: Town, year: int) -> dict[str, list[dict[str, Any]]]:
    """The office publishes each list in bulk, to everybody at once; gives what became of every entry."""
    office = client_of(town.office)
    outcomes = {}
    for name, model in LISTS.items():
        ids = list(model.objects.filter(year=year).order_by("id").values_list("pk", flat=True))
        answer = office.post(f"/api/v1/{name}/bulk/", {"verb": "publish", "ids": ids, "paired_days": 0})
        outcomes[name] = answer.json()["results"]
    return outcomes
