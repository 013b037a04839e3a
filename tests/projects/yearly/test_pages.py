"""年度沿用 in the browser: carry over, take back, ask, remind; and what units find among their to-dos."""

import pytest
from django.urls import reverse

from portal.outbox.actions import run_due
from portal.outbox.models import Outbox
from projects.listings.actions import publish, submit
from projects.listings.models import ListKind, Project
from projects.models import Claim
from projects.yearly.actions import carry_over
from projects.yearly.todos import to_check
from tests import factories as make
from tests.projects.yearly.conftest import LAST, NEXT

pytestmark = pytest.mark.django_db


def address(name: str = "year") -> str:
    return f"{reverse(name)}?region={make.street().pk}&year={NEXT}"


@pytest.fixture
def drafts(office, project):
    carry_over(make.street(), from_year=LAST, to_year=NEXT, kinds=[ListKind.PROJECT], by=office)
    return Project.objects.filter(year=NEXT)


def test_the_page_offers_what_is_still_to_be_carried(signed_in, office, project) -> None:
    page = signed_in(office).get(address()).content.decode()
    assert "项目清单（1 条）" in page
    assert "资源清单（" not in page


def test_carrying_over_answers_at_once_and_its_page_then_takes_it_back(signed_in, office, project) -> None:
    client = signed_in(office)
    page = client.post(address("year_carry"), {"lists": ["project"]}, follow=True)
    assert ("马上开始" in page.content.decode(), Project.objects.filter(year=NEXT).count()) == (True, 0)
    run_due()
    page = client.get(page.redirect_chain[-1][0])
    assert ("项目 1 条" in page.content.decode(), Project.objects.filter(year=NEXT).count()) == (True, 1)
    client.post(page.context["take_back_url"])
    assert not Project.objects.filter(year=NEXT).exists()


def test_ticked_entries_stay_behind(signed_in, office, project) -> None:
    sent = {"lists": ["project"], "leave_out": [f"project:{project.pk}"]}
    assert signed_in(office).post(address("year_carry"), sent).status_code == 302
    run_due()
    assert not Project.objects.filter(year=NEXT).exists()


def test_without_a_list_the_form_asks_again(signed_in, office, project) -> None:
    page = signed_in(office).post(address("year_carry"), {})
    assert (page.status_code, list(page.context["form"].errors)) == (400, ["lists"])


def test_a_row_says_how_far_a_village_is(signed_in, office, village, unit, project, drafts) -> None:
    make.ClaimFactory(project=project, unit=unit, state="closed", part="lead")
    publish(drafts.get(), by=office)
    row, total = signed_in(office).get(address()).context["rows"]
    assert [row["row"].name, total["row"].name] == ["五龙村", "合计"]
    for each in (row, total):
        assert [cell.value for cell in each["cells"]] == [1, 0, 0, 1, 1, 0, 0]


def test_units_are_asked_once_a_day(signed_in, office, liaison, drafts) -> None:
    client = signed_in(office)
    for _ in range(2):
        client.post(address("year_ask"))
    asked = Outbox.objects.filter(key__startswith="year:")
    assert [job.payload["user_ids"] for job in asked] == [[liaison.pk]]


def test_reminding_tells_those_who_have_not_answered(
    signed_in, office, unit, liaison, project, drafts
) -> None:
    make.ClaimFactory(project=project, unit=unit, state="closed")
    publish(drafts.get(), by=office)
    client = signed_in(office)
    assert "待续认领" in client.get(address("year_renewals")).content.decode()
    assert client.post(address("year_remind")).status_code == 302
    assert Outbox.objects.filter(key__contains=":remind:").count() == 1
    Claim.objects.filter(project__year=NEXT).update(state="lapsed")
    assert client.post(address("year_remind")).status_code == 409


def test_a_unit_is_to_check_its_drafts_until_they_are_handed_in(village, drafts) -> None:
    liaison = make.liaison_of(village)
    (todo,) = to_check(liaison, 5).items
    assert (todo.title, todo.count) == ("1 条沿用的项目请核对并提交", 1)
    submit(drafts.get(), by=liaison)
    assert to_check(liaison, 5).total == 0


def test_units_have_no_such_page(signed_in, liaison) -> None:
    assert signed_in(liaison).get(address()).status_code == 403


def test_the_progress_is_asked_for_until_it_is_over(signed_in, office, project) -> None:
    client = signed_in(office)
    page = client.post(address("year_carry"), {"lists": ["project"]}, follow=True)
    url, asking = page.redirect_chain[-1][0], {"HX-Request": "true"}
    under_way = client.get(url, headers=asking)
    run_due()
    over = client.get(url, headers=asking)
    assert ("马上开始" in under_way.content.decode(), over.headers.get("HX-Refresh")) == (True, "true")
