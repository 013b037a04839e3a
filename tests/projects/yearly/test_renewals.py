"""续认领: publishing a carried project asks those who worked on it last year, in one go."""

import pytest
from django.utils import timezone

from members.models import Enrolment
from projects.listings.actions import publish
from projects.listings.models import ListKind, Project
from projects.models import Claim
from projects.yearly.actions import carry_over
from tests import factories as make
from tests.projects.yearly.conftest import LAST, NEXT

pytestmark = pytest.mark.django_db


def republished(office) -> Project:
    carry_over(make.street(), from_year=LAST, to_year=NEXT, kinds=[ListKind.PROJECT], by=office)
    return publish(Project.objects.get(year=NEXT), by=office)


def offers(project: Project) -> list[tuple[str, str, str]]:
    found = Claim.objects.filter(project=project, kind="renewal").order_by("ordinal")
    return list(found.values_list("unit__name", "part", "state"))


def test_those_who_worked_on_it_are_asked_and_the_lead_first(office, project) -> None:
    for name, part, state in (("税务", "partner", "closed"), ("财政", "lead", "confirmed")):
        make.ClaimFactory(project=project, unit=make.member(name), part=part, state=state)
    now = republished(office)
    assert offers(now) == [("财政", "lead", "offered"), ("税务", "partner", "offered")]
    assert Project.objects.get(pk=now.pk).claimed == 2


@pytest.mark.parametrize("state", ["submitted", "withdrawn", "not_adopted", "released", "lapsed"])
def test_who_did_not_work_on_it_is_not_asked(office, unit, project, state: str) -> None:
    make.ClaimFactory(project=project, unit=unit, state=state)
    assert offers(republished(office)) == []


def test_no_more_are_asked_than_there_are_places(office, project) -> None:
    for name in ("甲", "乙", "丙"):
        make.ClaimFactory(project=project, unit=make.member(name), state="closed")
        Project.objects.filter(pk=project.pk).update(capacity=3)
    carry_over(make.street(), from_year=LAST, to_year=NEXT, kinds=[ListKind.PROJECT], by=office)
    Project.objects.filter(year=NEXT).update(capacity=2)
    assert [name for name, _, _ in offers(publish(Project.objects.get(year=NEXT), by=office))] == ["甲", "乙"]


def test_who_left_the_street_is_not_asked(office, unit, project) -> None:
    make.ClaimFactory(project=project, unit=unit, state="closed")
    Enrolment.objects.filter(unit=unit).update(state="suspended")
    assert offers(republished(office)) == []


def test_a_project_that_was_not_carried_asks_nobody(office, village) -> None:
    draft = make.DraftProjectFactory(unit=village)
    assert offers(publish(draft, by=office)) == []


@pytest.mark.parametrize(("worked", "offered"), [(True, False), (False, True)])
def test_undoing_is_offered_only_where_nobody_was_asked(
    office, signed_in, unit, project, worked, offered
) -> None:
    if worked:
        make.ClaimFactory(project=project, unit=unit, state="confirmed")
    carry_over(project.region, from_year=LAST, to_year=NEXT, kinds=[ListKind.PROJECT], by=office)
    browser, carried = signed_in(office), Project.objects.get(carried_from=project)
    ticked = {"units": [unit.pk], "until": timezone.localdate()} if worked else {}
    browser.post(f"/projects/{carried.pk}/do/publish/", ticked)
    carried.refresh_from_db()
    assert (carried.state, "undo" in browser.session) == ("published", offered)
