"""The hall: what it lists, claiming in two taps, and how it keeps itself up to date."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from projects.claims.actions import claim_project, confirm_claim, offer_renewal
from projects.claims.models import Claim
from projects.listings import counting
from projects.listings.models import Category, Project
from tests import factories as make

pytestmark = pytest.mark.django_db
HALL = "/hall/"


@pytest.fixture
def project(village):
    return make.ProjectFactory(unit=village, title="钟楼亮灯项目", capacity=2)


@pytest.fixture
def liaison(client, unit):
    user = make.liaison_of(unit)
    client.force_login(user)
    return user


def text(response):
    return response.content.decode()


def open_row(client, project, **headers):
    return client.get(HALL, {"claim": project.pk}, headers=headers)


def take(client, project, **sent):
    return client.post(f"{HALL}?claim={project.pk}", {"part": "lead", **sent})


def test_next_years_drafts_do_not_hide_this_years_projects(client, liaison, project, village):
    later = Category.objects.create(
        region=project.region, list="project", year=project.year + 1, name="建设管理"
    )
    make.DraftProjectFactory(unit=village, category=later, year=later.year)
    assert project.title in text(client.get(HALL))


def test_the_first_tap_opens_the_form_inside_the_row(client, liaison, project):
    page = text(open_row(client, project))
    row = re.search(rf'<li id="row-{project.pk}".*?</li>', page, re.S)[0]
    assert "确认认领" in row
    assert f'action="/hall/?claim={project.pk}"' in row


def test_the_second_tap_claims_and_offers_to_undo(client, liaison, project, unit):
    answer = take(client, project)
    assert (answer.status_code, answer["Location"]) == (302, f"/hall/?made={project.pk}#row-{project.pk}")
    claim = Claim.objects.get()
    assert (claim.unit, claim.state, claim.part) == (unit, "submitted", "lead")
    page = text(client.get(HALL))
    assert reverse("claim_undo", args=[claim.pk]) in page
    assert "本单位已认领" in page


def test_the_filters_stay_when_a_claim_is_made(client, liaison, project):
    answer = client.post(f"{HALL}?search=亮灯&claim={project.pk}", {"part": "lead"})
    assert answer["Location"].startswith("/hall/?search=")
    assert "claim=" not in answer["Location"]


def test_a_double_click_has_one_effect_and_a_clear_word(client, liaison, project):
    take(client, project)
    answer = client.post(f"{HALL}?claim={project.pk}", {"part": "lead"}, follow=True)
    assert Claim.objects.count() == 1
    assert "已认领或登记过这个项目，无需重复办理" in text(answer)


def test_a_refused_claim_says_why_in_its_row_and_keeps_what_was_typed(client, liaison, project):
    other = make.member("区税务局")
    claim_project(project, unit=other, by=make.liaison_of(other), part="lead")
    page = text(take(client, project, promise="提供路灯"))
    assert "牵头" in page
    assert "提供路灯" in page
    assert Claim.objects.count() == 1


def test_a_place_lost_meanwhile_names_who_has_it(client, liaison, project):
    Project.objects.filter(pk=project.pk).update(capacity=1)
    other = make.member("区税务局")
    claim_project(project, unit=other, by=make.liaison_of(other))
    page = text(take(client, project, part="partner"))
    assert "名额已满，由区税务局认领" in page
    assert "知道了" in page


def test_an_amount_that_is_no_number_is_kept_and_explained(client, liaison, project):
    page = text(take(client, project, amount="五千"))
    assert 'value="五千"' in page
    assert Claim.objects.count() == 0


def test_who_cannot_decide_states_an_intention(client, liaison, project):
    take(client, project, then="intend")
    assert reverse("claim_undo", args=[Claim.objects.get().pk]) in text(client.get(HALL))
    assert Claim.objects.get().state == "intention"
    assert Project.objects.get().claimed == 0


def test_staff_claim_on_behalf_with_unit_and_basis(client, project, unit):
    client.force_login(make.staff_of())
    assert "请选择单位" in text(open_row(client, project))
    take(client, project)
    assert Claim.objects.count() == 0
    take(client, project, unit=unit.pk, basis="会上")
    assert Claim.objects.get().unit == unit


def test_a_supervisor_sees_rows_without_buttons(client, project):
    client.force_login(make.appoint(make.UserFactory(), "supervisor", region=make.district()))
    page = text(client.get(HALL))
    assert project.title in page
    assert "?claim=" not in page
    assert client.post(f"{HALL}?claim={project.pk}", {"part": "lead"}).status_code == 403


def test_the_publisher_has_no_button_for_its_own_project(client, village, project):
    client.force_login(make.liaison_of(village))
    assert f"claim={project.pk}" not in text(client.get(HALL))


def test_projects_kept_for_ones_unit_stand_above(client, liaison, project, unit):
    Project.objects.filter(pk=project.pk).update(reserved_until=timezone.now() + dt.timedelta(days=2))
    assert "结对优先" not in text(client.get(HALL))
    project.reserved_for.add(unit)
    page = text(client.get(HALL))
    assert "结对优先" in page
    assert page.count(f'id="row-{project.pk}"') == 1


def test_who_is_not_preferred_reads_from_when_it_is_open(client, liaison, project):
    until = timezone.now() + dt.timedelta(days=2)
    Project.objects.filter(pk=project.pk).update(reserved_until=until)
    page = text(client.get(HALL, {"can": "reserved"}))
    assert "优先期还剩 2 天" in page
    assert f"claim={project.pk}" not in page


def test_an_offered_renewal_is_claimed_in_the_hall(client, liaison, project, unit):
    offer_renewal(project, unit=unit, by=make.staff_of())
    assert "续认领" in text(client.get(HALL))
    take(client, project)
    assert Claim.objects.get().state == "submitted"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("search=亮灯", 1),
        ("search=光伏", 0),
        ("can=now", 1),
        ("can=full", 0),
        ("can=reserved", 0),
        ("area=n0", 0),
    ],
)
def test_the_hall_is_narrowed(client, liaison, project, asked, found):
    assert text(client.get(f"{HALL}?{asked}")).count('<li id="row-') == found


def test_the_hall_is_narrowed_to_a_neighbourhood_and_to_a_zone(client, liaison, project, village):
    zone = make.zone("城南片区", [village.neighbourhood])
    assert text(client.get(f"{HALL}?area=n{village.pk}")).count('<li id="row-') == 0
    project.neighbourhoods.add(village)
    for area in (f"n{village.pk}", f"z{zone.pk}"):
        assert text(client.get(f"{HALL}?area={area}")).count('<li id="row-') == 1


def test_a_zone_takes_in_the_units_it_names(client, liaison, project, village):
    zone = make.zone("共建片区", [])
    zone.units.add(village)
    assert text(client.get(f"{HALL}?area=z{zone.pk}")).count('<li id="row-') == 0
    project.neighbourhoods.add(village)
    assert text(client.get(f"{HALL}?area=z{zone.pk}")).count('<li id="row-') == 1


def test_a_search_without_finds_leads_back_to_all(client, liaison, project):
    assert "在全部项目中找" in text(client.get(f"{HALL}?search=光伏"))
    page = text(client.get(f"{HALL}?search=光伏&can=all"))
    assert "没有找到含这个词的项目" in page
    assert "看全部项目" in page


def test_the_hall_opens_with_what_can_be_claimed_and_counts_it(client, liaison, project, village):
    full = make.ProjectFactory(unit=village, capacity=1)
    other = make.member("区税务局")
    claim_project(full, unit=other, by=make.liaison_of(other))
    first, every = text(client.get(HALL)), text(client.get(f"{HALL}?can=all"))
    assert [f'id="row-{full.pk}"' in page for page in (first, every)] == [False, True]
    assert ("全部类别 1" in first, "全部类别 2" in every) == (True, True)
    assert "项目 2 个，现在能认领 <strong>1 个</strong>" in first


def test_beyond_the_cap_the_hall_says_that_there_are_more(client, liaison, village, monkeypatch):
    monkeypatch.setattr(counting, "COUNT_CAP", 2)
    make.ProjectFactory.create_batch(3, unit=village)
    page = text(client.get(HALL))
    assert "项目 2+ 个，现在能认领 <strong>2+ 个</strong>" in page
    assert "全部类别 2+" in page


def test_without_a_figure_a_chip_has_only_its_name(client, liaison, project):
    chips = client.get(f"{HALL}?can=full").context["chips"]
    assert [(chip["label"], chip["count"]) for chip in chips] == [("全部类别", None), ("建设管理", None)]


def test_a_project_that_one_filled_oneself_is_shown_once_more(client, liaison, village):
    project = make.ProjectFactory(unit=village, capacity=1)
    page = text(client.get(take(client, project)["Location"]))
    assert "您刚才办理的项目" in page
    assert "本单位已认领" in page


def test_another_streets_projects_are_not_in_the_hall(client, liaison):
    elsewhere = make.street("枫泾镇", "310116102")
    make.ProjectFactory(region=elsewhere, title="枫泾项目")
    make.ProjectFactory()
    assert "枫泾项目" not in text(client.get(HALL))


def test_the_hall_costs_the_same_for_one_row_and_for_three(client, liaison, village):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(HALL).status_code == 200
        return len(queries)

    make.ProjectFactory(unit=village)
    one = cost()
    make.ProjectFactory.create_batch(2, unit=village, capacity=3)
    for project in Project.objects.all():
        other = make.member(f"单位{project.pk}")
        claim_project(project, unit=other, by=make.liaison_of(other))
    assert cost() == one <= 8


def test_a_hall_narrowed_to_a_zone_asks_no_more(client, liaison, project, village):
    zone = make.zone("城南片区", [village.neighbourhood])
    project.neighbourhoods.add(village)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{HALL}?area=z{zone.pk}")
    assert len(queries) <= 8


def live(client, page, **headers):
    url, tag = re.search(
        r'hx-get="(/hall/live/[^"]*)".*?If-None-Match&quot;: &quot;(.*?)&quot;}', page
    ).groups()
    tag = tag.replace("\\&quot;", '"')
    return client.get(url.replace("&amp;", "&"), headers={"If-None-Match": tag, **headers})


def test_nothing_changed_is_answered_with_304(client, liaison, project):
    answer = live(client, text(client.get(HALL)))
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_claim_by_another_unit_changes_the_cells_of_its_row(client, liaison, project):
    page = text(client.get(HALL))
    other = make.member("区税务局")
    claim_project(project, unit=other, by=make.liaison_of(other))
    answer = live(client, page)
    assert answer.status_code == 200
    assert f'id="places-{project.pk}" hx-swap-oob="true"' in text(answer)
    assert "还差 1 家" in text(answer)


def test_polling_leaves_an_opened_form_alone(client, liaison, project):
    page = text(open_row(client, project))
    assert live(client, page).status_code == 304
    other = make.member("区税务局")
    confirm_claim(claim_project(project, unit=other, by=make.liaison_of(other)), by=make.staff_of())
    answer = text(live(client, page))
    assert "收起" in answer
    assert "<form" not in answer


def test_htmx_gets_only_the_list(client, liaison, project):
    page = text(open_row(client, project, **{"HX-Request": "true", "HX-Target": "list"}))
    assert "<html" not in page
    assert "确认认领" in page
