"""村居核实: pages, to-dos, and who may read what was said."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.claims import actions
from projects.claims.models import Feedback
from projects.claims.recording.todos import to_confirm
from projects.listings.models import Project
from tests import factories as make

SECRET = "进场时噪声大"


@pytest.fixture
def url(claim):
    return reverse("claim_feedback", args=[claim.pk])


def said(village, **changes):
    return {
        "neighbourhood": village.pk,
        "done": "yes",
        "done_on": "2026-10-21",
        "people": "320",
        "rating": "4",
        "comment": SECRET,
        **changes,
    }


def test_the_neighbourhood_confirms_and_corrects(client, url, village, hood):
    client.force_login(hood)
    assert client.get(url).status_code == 200
    assert client.post(url, said(village)).status_code == 302
    assert client.post(url, said(village, rating="5")).status_code == 302
    fact = Feedback.objects.get()
    assert (fact.done, fact.done_on, fact.people, fact.rating) == (True, dt.date(2026, 10, 21), 320, 5)
    assert client.get(url).context["form"]["comment"].value() == SECRET


def test_rating_is_optional(client, url, village, hood):
    client.force_login(hood)
    client.post(url, said(village, rating="", done="no"))
    assert Feedback.objects.values_list("done", "done_on", "rating").get() == (False, None, None)


def test_a_day_to_come_is_refused_and_what_was_typed_stays(client, url, village, hood):
    client.force_login(hood)
    response = client.post(url, said(village, done_on="2999-01-01"))
    assert (response.status_code, Feedback.objects.count()) == (200, 0)
    assert SECRET in response.content.decode()


def test_staff_confirm_with_a_basis(client, url, village, office):
    client.force_login(office)
    assert client.post(url, said(village)).status_code == 200
    assert client.post(url, said(village, basis="电话")).status_code == 302
    assert Feedback.objects.get().basis == "电话"


def test_the_claiming_unit_confirms_nothing_itself(client, url, village, liaison):
    client.force_login(liaison)
    assert client.post(url, said(village)).status_code == 403
    client.force_login(make.staff_of(make.street("枫泾镇", "310116102")))
    assert client.post(url, said(village)).status_code == 404


def test_nothing_is_confirmed_before_the_claim_is(client, village, unit, liaison, hood):
    waiting = actions.claim_project(make.ProjectFactory(unit=village), unit=unit, by=liaison)
    client.force_login(hood)
    assert client.post(reverse("claim_feedback", args=[waiting.pk]), said(village)).status_code == 409


def confirm(claim, village, hood, **facts):
    terms = {"done": True, "done_on": dt.date(2026, 10, 21), "rating": 2, "comment": SECRET}
    return actions.confirm_facts(claim, neighbourhood=village, by=hood, **(terms | facts))


def test_how_it_was_is_read_by_the_office_alone(client, claim, village, hood, office, liaison):
    confirm(claim, village, hood)
    supervisor = make.appoint(make.UserFactory(), "supervisor", region=make.district())
    read = []
    for person in (office, hood, liaison, supervisor):
        client.force_login(person)
        rows = client.get(f"/api/v1/claims/{claim.pk}/feedback/").json()["results"]
        read.append([(row["done"], row["rating"], row["comment"]) for row in rows])
    private, public = [(True, 2, SECRET)], [(True, None, None)]
    assert read == [private, private, public, public]


def test_the_claiming_units_pages_never_show_what_was_said_in_private(client, claim, village, hood, liaison):
    confirm(claim, village, hood)
    client.force_login(liaison)
    for page in (reverse("project", args=[claim.project_id]), reverse("claims"), reverse("home")):
        assert SECRET not in client.get(page, follow=True).content.decode()


def titles(user):
    batch = to_confirm(user, 10)
    assert batch.total == to_confirm(user, 0).total
    return [todo.title for todo in batch.items]


def test_a_completed_claim_waits_for_its_neighbourhoods(claim, village, hood, liaison):
    assert titles(hood) == []
    actions.complete_claim(claim, by=liaison)
    assert titles(hood) == [claim.project.title]
    confirm(claim, village, hood)
    assert titles(hood) == []


def test_not_done_yet_settles_an_overdue_claim_until_it_is_completed(claim, village, hood, liaison):
    Project.objects.update(due_on=timezone.localdate() - dt.timedelta(days=1))
    assert titles(hood) == [claim.project.title]
    confirm(claim, village, hood, done=False, done_on=None)
    assert titles(hood) == []
    actions.complete_claim(claim, by=liaison)
    assert titles(hood) == [claim.project.title]


def test_a_project_for_nobody_named_waits_for_its_publisher(claim, village, hood, liaison):
    claim.project.neighbourhoods.clear()
    actions.complete_claim(claim, by=liaison)
    assert (titles(hood), titles(liaison)) == ([claim.project.title], [])


def test_whoever_acts_for_nobody_has_nothing_to_confirm(claim, office, liaison):
    actions.complete_claim(claim, by=liaison)
    assert titles(office) == []


@pytest.mark.parametrize("several", [1, 3])
def test_to_dos_ask_as_often_for_three_as_for_one(
    confirmed, unit, liaison, hood, several, django_assert_num_queries
):
    for _ in range(several):
        actions.complete_claim(confirmed(unit, liaison), by=liaison)
    titles(hood)
    with django_assert_num_queries(2):
        assert len(to_confirm(hood, 10).items) == several
