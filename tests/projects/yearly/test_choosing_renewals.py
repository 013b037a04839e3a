"""At publishing the office chooses whom of last year to ask, and until when: on the page and over the API."""

import datetime as dt

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from portal.refusals import Refusal
from projects.listings.actions import publish
from projects.listings.models import ListKind, Project
from projects.listings.publishing import Renewals
from projects.models import Claim
from projects.yearly.actions import carry_over
from tests import factories as make
from tests.projects.yearly.conftest import LAST, NEXT

pytestmark = pytest.mark.django_db
IN_TEN_DAYS = timezone.localdate() + dt.timedelta(days=10)


@pytest.fixture
def lead():
    return make.member("区财政局")


@pytest.fixture
def helper():
    return make.member("区税务局")


@pytest.fixture
def draft(office, project, lead, helper) -> Project:
    """Carried from a project that two units worked on."""
    for unit, part in ((helper, "partner"), (lead, "lead")):
        make.ClaimFactory(project=project, unit=unit, part=part, state="closed")
    carry_over(make.street(), from_year=LAST, to_year=NEXT, kinds=[ListKind.PROJECT], by=office)
    return Project.objects.get(year=NEXT)


def asked(draft: Project) -> list[tuple[str, dt.date]]:
    found = Claim.objects.filter(project=draft).order_by("ordinal")
    return [(claim.unit.name, timezone.localdate(claim.answer_until)) for claim in found]


def address(draft: Project) -> str:
    return f"/projects/{draft.pk}/do/publish/"


def test_the_page_names_them_all_ticked_with_the_offices_days(signed_in, office, draft, lead, helper) -> None:
    form = signed_in(office).get(address(draft)).context["form"]
    assert form["units"].initial == [str(lead.pk), str(helper.pk)]
    assert form["until"].initial == timezone.localdate() + dt.timedelta(days=14)


def test_the_listings_own_page_leads_there(signed_in, office, draft) -> None:
    (offer, *_) = signed_in(office).get(f"/projects/{draft.pk}/").context["offers"]
    assert (offer["label"], offer["asks"]) == ("审核发布", True)


def test_only_who_stays_ticked_is_asked_until_the_day(signed_in, office, draft, helper) -> None:
    signed_in(office).post(address(draft), {"units": [helper.pk], "until": IN_TEN_DAYS})
    assert asked(draft) == [("区税务局", IN_TEN_DAYS)]


def test_the_day_itself_is_theirs_to_its_end(office, draft) -> None:
    publish(draft, by=office, renewals=Renewals(until=IN_TEN_DAYS))
    last = Claim.objects.filter(project=draft).first().answer_until
    assert timezone.localtime(last).time() == dt.time(23, 59, 59)


def test_with_none_ticked_it_is_published_and_nobody_is_asked(signed_in, office, draft) -> None:
    signed_in(office).post(address(draft), {"until": IN_TEN_DAYS})
    draft.refresh_from_db()
    assert (draft.state, asked(draft)) == ("published", [])


def test_a_press_on_a_page_that_did_not_ask_is_asked_first(signed_in, office, draft) -> None:
    answer = signed_in(office).post(address(draft), {"next": "/"})
    draft.refresh_from_db()
    assert (answer.status_code, draft.state, len(answer.context["form"]["units"].initial)) == (
        200,
        "draft",
        2,
    )


def test_a_day_that_is_over_is_refused_and_what_was_ticked_stays(signed_in, office, draft, helper) -> None:
    sent = {"units": [helper.pk], "until": timezone.localdate() - dt.timedelta(days=1)}
    form = signed_in(office).post(address(draft), sent).context["form"]
    draft.refresh_from_db()
    assert (draft.state, "今天或以后" in str(form.errors)) == ("draft", True)
    assert form["units"].value() == [str(helper.pk)]


def test_who_did_not_work_on_it_cannot_be_chosen(office, draft) -> None:
    with pytest.raises(Refusal) as refused:
        publish(draft, by=office, renewals=Renewals(units=frozenset([make.member("别家").pk])))
    draft.refresh_from_db()
    assert (refused.value.code, draft.state) == ("not_last_years", "draft")


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        ({}, ["区财政局", "区税务局"]),
        ({"renewal_units": []}, []),
        ({"renewal_units": "helper"}, ["区税务局"]),
    ],
)
def test_the_api_chooses_alike(office, draft, helper, sent, names) -> None:
    client = APIClient()
    client.force_authenticate(office)
    chosen = {"renewal_units": [helper.pk]} if sent.get("renewal_units") else sent
    body = chosen | {"answer_until": str(IN_TEN_DAYS)}
    answer = client.post(f"/api/v1/projects/{draft.pk}/publish/", body, format="json")
    assert (answer.status_code, asked(draft)) == (200, [(name, IN_TEN_DAYS) for name in names])
