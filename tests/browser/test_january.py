"""The office carries last year's list over and publishes; last year's unit takes its project up by phone."""

import pytest

from portal.outbox.actions import run_due
from projects.claims.models import Claim
from projects.listings.models import Project
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]
NEXT = make.YEAR + 1


@pytest.fixture
def liaison():
    """Of the unit that had 亮灯工程 last year, with another project that nobody had."""
    village, unit = make.neighbourhood(), make.member("区财政局")
    project = make.ProjectFactory(unit=village, title="亮灯工程")
    make.ProjectFactory(unit=village, title="护河行动")
    make.ClaimFactory(project=project, unit=unit, part="lead", state="closed")
    return make.liaison_of(unit)


def test_from_decembers_list_to_a_confirmed_renewal(open_page, violations, liaison):
    office = make.staff_of()
    desk, year = open_page(office, width=1366), f"/year/?year={NEXT}"
    desk.goto(year)
    desk.get_by_text("其中有不再沿用的").click()
    desk.get_by_label("护河行动").check()
    desk.get_by_role("button", name="沿用为草稿").click()
    desk.wait_for_url("**/carry-overs/**")
    run_due()
    desk.reload()
    draft = Project.objects.get(year=NEXT)
    assert draft.title == "亮灯工程"
    assert violations(desk) == []

    desk.goto(f"/projects/{draft.pk}/")
    desk.get_by_role("link", name="发布").first.click()
    desk.get_by_label("区财政局").wait_for()
    desk.get_by_role("button", name="发布").first.click()
    desk.wait_for_url(f"**/projects/{draft.pk}/")
    offer = Claim.objects.get(project=draft)
    assert offer.state == "offered"

    phone = open_page(liaison)
    phone.goto(f"/claims/{offer.pk}/renew/")
    phone.get_by_role("button", name="确认续认领").click()
    phone.wait_for_url("**/projects/**")
    desk.goto(f"/projects/{draft.pk}/")
    desk.get_by_role("button", name="确认认领").click()
    desk.goto(f"{year}&list=project")
    assert desk.get_by_role("row").filter(has_text="五龙村").locator("td").all_inner_texts()[:7] == list(
        "2001010"
    )
    desk.set_viewport_size({"width": 390, "height": 844})
    assert violations(desk) == []
