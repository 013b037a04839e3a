"""A liaison with a phone claims in two taps, takes it back, claims again; the office confirms."""

import datetime as dt

import pytest
from django.utils import timezone

from projects.claims.models import Claim
from projects.listings.models import Project, Target
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]


@pytest.fixture
def unit():
    return make.member("区财政局")


@pytest.fixture
def project(unit):
    """The one the walk claims, among others as a hall has them."""
    village = make.neighbourhood()
    found = make.ProjectFactory(unit=village, title="五龙村亮灯工程", capacity=2, budget=35000)
    Target.objects.create(project=found, measure="安装路灯", quantity=32, unit_of_measure="盏")
    closes = timezone.now() + dt.timedelta(days=20)
    make.ProjectFactory(unit=village, title="五龙村爱心助学", capacity=None, claim_closes_at=closes)
    kept = make.ProjectFactory(unit=village, title="五龙村健康小屋", reserved_until=closes)
    kept.reserved_for.add(unit)
    make.ProjectFactory(
        unit=village, title="五龙村河道整治", category=make.category(name="美丽家园"), reserved_until=closes
    )
    return found


@pytest.fixture
def liaison(unit):
    return make.liaison_of(unit, name="顾晓明")


def take(page, project):
    row = page.locator(f"#row-{project.pk}")
    row.locator(".lx-do").get_by_role("link").click()
    row.get_by_role("button", name="确认认领").click()
    page.wait_for_url("**/hall/**")


def test_claim_undo_claim_again_and_the_office_confirms(open_page, liaison, project):
    phone = open_page(liaison)
    phone.goto("/hall/")
    take(phone, project)
    phone.get_by_role("button", name="撤回").click()
    phone.wait_for_url("**/projects/**")
    assert [claim.state for claim in Claim.objects.all()] == ["withdrawn"]
    phone.goto("/hall/")
    take(phone, project)
    assert phone.locator(f"#row-{project.pk}").get_by_text("本单位已认领").is_visible()
    desk = open_page(make.staff_of(), width=1366)
    desk.goto(f"/projects/{project.pk}/")
    desk.get_by_role("button", name="确认认领").click()
    desk.wait_for_url("**/projects/**")
    assert Claim.objects.latest("pk").state == "confirmed"


def test_an_opened_form_stays_open_while_others_claim(open_page, liaison, project):
    phone = open_page(liaison)
    phone.goto("/hall/")
    row = phone.locator(f"#row-{project.pk}")
    row.locator(".lx-do").get_by_role("link").click()
    row.get_by_text("写承诺或出资").click()
    row.get_by_label("承诺事项").fill("志愿服务 6 次")
    Claim.objects.create(
        project=project, unit=make.member("区税务局"), ordinal=1, part="partner", state="submitted"
    )
    row.get_by_text("还差 1 家").wait_for(timeout=9000)
    assert row.get_by_label("承诺事项").input_value() == "志愿服务 6 次"


def test_claiming_works_without_javascript(browser, live_server, client, liaison, project):
    client.force_login(liaison)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto("/hall/")
    take(page, project)
    assert Project.objects.get(pk=project.pk).claimed == 1
    context.close()


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_the_pages_have_no_barriers(open_page, liaison, project, violations, width):
    visitor = open_page(width=width)
    visitor.goto("/account/login/")
    assert violations(visitor) == []
    page = open_page(liaison, width=width)
    for path in ("/", "/hall/", f"/hall/?claim={project.pk}", f"/projects/{project.pk}/", "/claims/"):
        page.goto(path)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
