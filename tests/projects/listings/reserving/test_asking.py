"""The page before publishing, the queue and the API say who is first, and let the office change it."""

import datetime as dt

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from projects.listings.models import Project
from tests import factories as make

pytestmark = pytest.mark.django_db
AT_SIX = dt.datetime(2026, 11, 23, 18, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def reviewer(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def waiting(village) -> Project:
    return make.DraftProjectFactory(unit=village, title="五龙村亮灯项目", state="submitted")


def address(project) -> str:
    return f"/projects/{project.pk}/do/publish/"


def first_in(project: Project) -> tuple[str, dt.datetime | None, list[str]]:
    project.refresh_from_db()
    units = list(project.reserved_for.order_by("pk").values_list("name", flat=True))
    return project.state, project.reserved_until, units


def test_the_page_names_them_ticked_and_says_until_when(reviewer, draft, paired, unit) -> None:
    form = reviewer.get(address(draft)).context["form"]
    assert form.fields["paired_units"].choices == [(str(unit.pk), "区财政局（与五龙村结对）")]
    assert (form["paired_units"].initial, form["paired_days"].initial) == ([str(unit.pk)], 3)
    assert "3 天即到 11月23日 18:00 为止" in form.fields["paired_days"].help_text


def test_without_pairings_publishing_is_one_press(reviewer, draft) -> None:
    reviewer.post(address(draft))
    assert first_in(draft) == ("published", None, [])


def test_a_press_on_a_page_that_did_not_ask_is_asked_first(reviewer, draft, paired) -> None:
    answer = reviewer.post(address(draft), {"next": "/"})
    assert (answer.status_code, first_in(draft)[0]) == (200, "draft")


@pytest.mark.parametrize(("ticked", "days", "until"), [(True, 3, AT_SIX), (True, 0, None), (False, 3, None)])
def test_the_office_unticks_or_changes_the_days(reviewer, draft, paired, unit, ticked, days, until) -> None:
    reviewer.post(address(draft), {"paired_units": [unit.pk] if ticked else [], "paired_days": days})
    assert first_in(draft) == ("published", until, ["区财政局"] if until else [])


def test_odd_days_are_refused_and_what_was_ticked_stays(reviewer, draft, paired, unit) -> None:
    form = reviewer.post(address(draft), {"paired_units": [unit.pk], "paired_days": 400}).context["form"]
    assert (first_in(draft)[0], list(form.errors), form["paired_units"].value()) == (
        "draft",
        ["paired_days"],
        [str(unit.pk)],
    )


def test_the_queue_says_who_is_first_on_its_row_and_beside_it(reviewer, waiting, paired) -> None:
    page = reviewer.get("/queue/", {"open": f"listings:project-{waiting.pk}"}).content.decode()
    assert "结对优先：区财政局" in page
    assert "通过后结对单位优先认领至 11月23日 18:00：区财政局。" in page
    assert page.count('name="paired_days"') == 2


def test_the_queue_does_not_ask_for_days_where_nobody_is_paired(reviewer, waiting) -> None:
    page = reviewer.get("/queue/", {"open": f"listings:project-{waiting.pk}"}).content.decode()
    assert "paired_days" not in page


@pytest.mark.parametrize(("days", "until"), [("", AT_SIX), ("1", AT_SIX - dt.timedelta(days=2)), ("0", None)])
def test_approving_many_takes_the_offices_days_or_others(reviewer, waiting, paired, days, until) -> None:
    sent = {"ids": [f"listings:project-{waiting.pk}"], "verb": "approve", "paired_days": days}
    reviewer.post("/queue/", sent)
    assert first_in(waiting)[:2] == ("published", until)


@pytest.mark.parametrize("many", [1, 3])
def test_the_queue_asks_the_same_of_paired_projects(
    reviewer, village, paired, many, django_assert_num_queries
) -> None:
    for _ in range(many):
        make.DraftProjectFactory(unit=village, state="submitted")
    with django_assert_num_queries(12):
        reviewer.get("/queue/")


@pytest.mark.parametrize(
    ("sent", "until"),
    [
        ({}, AT_SIX),
        ({"paired_days": 0}, None),
        ({"paired_units": []}, None),
        ({"paired_days": 4}, AT_SIX + dt.timedelta(days=1)),
    ],
)
def test_the_api_chooses_alike(office, draft, paired, sent, until) -> None:
    api = APIClient()
    api.force_authenticate(office)
    answer = api.post(f"/api/v1/projects/{draft.pk}/publish/", sent, format="json")
    assert (answer.status_code, first_in(draft)[:2]) == (200, ("published", until))


def test_the_api_refuses_who_is_not_paired_and_odd_days(office, draft, paired) -> None:
    api = APIClient()
    api.force_authenticate(office)
    url, stranger = f"/api/v1/projects/{draft.pk}/publish/", make.member("区税务局")
    answers = [
        api.post(url, sent, format="json") for sent in ({"paired_units": [stranger.pk]}, {"paired_days": 91})
    ]
    assert [(each.status_code, each.json()["code"]) for each in answers] == [
        (409, "not_paired"),
        (400, "invalid"),
    ]


def test_the_api_publishes_many_with_days_of_their_own(office, draft, paired) -> None:
    api = APIClient()
    api.force_authenticate(office)
    sent = {"ids": [draft.pk], "verb": "publish", "paired_days": 1}
    answer = api.post("/api/v1/projects/bulk/", sent, format="json")
    assert (answer.json()["results"][0]["done"], first_in(draft)[1]) == (True, AT_SIX - dt.timedelta(days=2))
