"""Pages of schemes: what each shows to whom, what stays typed, how many queries it takes."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.assessment.models import Scheme, Target
from alliances.assessment.trial import periods_over
from tests import factories as make
from tests.alliances.assessment.world import a_world, leaf_of, order_of
from tests.alliances.pairing.test_pairing_pages import queries_of, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def office(client, world):
    client.force_login(world.staff)
    return client


@pytest.fixture
def secretary(client, world):
    client.force_login(world.secretary)
    return client


def page_of(scheme, more=""):
    return f"/assessment/schemes/{scheme.pk}/{more}"


def scheme_form(**changed):
    said = {"name": "半年反馈办法", "year": 2026, "purpose": "feedback", "cadence": "half", "full_marks": 100}
    return said | {"ordinary_percent": 0, "objection_days": 5, "publicise_days": 0} | changed


def leaf_form(**changed):
    said = {"name": "参加活动", "full_marks": 100, "floor": 0, "source": "metric", "metric": "records"}
    return said | {"rule": "each", "per_item": 2} | changed


def test_the_office_drafts_a_scheme_by_hand(office, world):
    assert "空白办法" in shown(office, "/assessment/schemes/new/")
    sent = scheme_form(region=world.scheme.region_id)
    page = shown(office, "/assessment/schemes/new/blank/", **sent)
    made = Scheme.objects.get(name="半年反馈办法")
    assert "还没有指标" in page
    shown(office, page_of(made, "parts/group/new/"), name="活动", full_marks=100)
    group = made.indicators.get()
    page = shown(office, page_of(made, "parts/indicator/new/"), **leaf_form(group=group.pk))
    assert order_of(made) == ["活动", "参加活动"]
    assert "按记录：参加的共建活动（条）" in page
    assert "每 1 条 2 分，满 100 分为止" in page
    assert "下一步：施行" in page


def test_a_form_sent_twice_drafts_one(office, world):
    sent = scheme_form(region=world.scheme.region_id, once="0d2ff48f-9a4c-4a0f-8a7d-3b2f3c1d9e11")
    for _ in range(2):
        shown(office, "/assessment/schemes/new/blank/", **sent)
    assert Scheme.objects.filter(name="半年反馈办法").count() == 1


def test_what_was_typed_stays_when_it_is_refused(office, world):
    sent = scheme_form(region=world.scheme.region_id, publicise_days=5, name="公示的反馈")
    page = shown(office, "/assessment/schemes/new/blank/", **sent)
    assert "参与情况反馈不公示，请填 0" in page
    assert 'value="公示的反馈"' in page


def test_units_draft_nothing(secretary):
    assert secretary.get("/assessment/schemes/new/").status_code == 403
    assert secretary.get("/assessment/schemes/new/blank/").status_code == 403


def test_there_is_no_pattern_of_any_name(office):
    assert office.get("/assessment/schemes/new/anything/").status_code == 404


def test_sums_that_do_not_add_up_stand_in_red_until_they_do(office, world):
    leaf = leaf_of(world.scheme)
    change = page_of(world.scheme, f"parts/indicator/{leaf.pk}/change/")
    sent = leaf_form(full_marks=40, rule="ratio", target=10)
    page = shown(office, change, **sent)
    assert '<strong class="lx-late-text">指标合计 40 分，与满分 100 分不符</strong>' in page
    assert "下一步：核对指标" in page
    page = shown(office, change, **sent | {"full_marks": 100})
    assert "lx-late-text" not in page
    assert "下一步：施行" in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"per_item": ""}, "请填写每项多少分"),
        ({"rule": "ratio"}, "请填写目标值"),
        ({"rule": "steps"}, "请至少写一档"),
        ({"rule": "marks"}, "规则只能是"),
        ({"metric": ""}, "请选择由哪个数据项计算"),
        ({"rule": "steps", "steps": "4"}, "每行两个数"),
        ({"rule": "steps", "steps": "四 10"}, "不是数字"),
        ({"rule": "steps", "steps": "NaN 10"}, "不是数字"),
        ({"floor": 101}, "最低分不能高于满分"),
        ({"full_marks": 0}, "0.01"),
        ({"rule": "guess"}, "选择一个有效的选项"),
    ],
)
def test_an_indicators_form_says_at_the_field_what_is_missing(office, world, changed, sentence):
    address = page_of(world.scheme, "parts/indicator/new/")
    sent = leaf_form(group=leaf_of(world.scheme).parent_id) | changed
    page = shown(office, address, **sent)
    assert sentence in page
    assert 'value="参加活动"' in page
    assert world.scheme.indicators.count() == 2


def test_steps_are_typed_a_line_each_and_shown_in_words(office, world):
    leaf = leaf_of(world.scheme)
    change = page_of(world.scheme, f"parts/indicator/{leaf.pk}/change/")
    page = shown(office, change, **leaf_form(rule="steps", steps="10 100\n4，50"))
    assert "达到 4 得 50 分，达到 10 得 100 分" in page
    assert "4 50\n10 100" in shown(office, change)


def test_whoever_opened_a_form_before_somebody_elses_change_overwrites_nothing(office, world):
    leaf = leaf_of(world.scheme)
    change = page_of(world.scheme, f"parts/indicator/{leaf.pk}/change/")
    page = shown(office, change, **leaf_form(version=world.scheme.version + 7))
    assert "已被修改，请刷新" in page
    page = shown(office, page_of(world.scheme, "change/"), **scheme_form(version=world.scheme.version + 7))
    assert "已被修改，请刷新" in page


def test_indicators_are_moved_and_removed_from_the_page(office, world):
    group = leaf_of(world.scheme).parent
    make.IndicatorFactory(scheme=world.scheme, parent=group, name="后来的")
    last = world.scheme.indicators.get(name="后来的")
    office.post(page_of(world.scheme, f"move/{last.pk}/up/"))
    assert order_of(world.scheme) == [group.name, "后来的", "共建活动"]
    assert office.post(page_of(world.scheme, f"move/{last.pk}/away/")).status_code == 404
    assert "已去掉指标" in shown(office, page_of(world.scheme, f"parts/indicator/{last.pk}/remove/"), x=1)
    assert order_of(world.scheme) == [group.name, "共建活动"]
    assert office.get(page_of(world.scheme, "parts/weather/new/")).status_code == 404


def test_grades_and_conditions_are_entered_and_shown_in_words(office, world):
    page = shown(
        office, page_of(world.scheme, "parts/grade/new/"), name="五星", at_least=90, quota_percent=10
    )
    assert "90 分以上，不超过 10%" in page
    said = {"indicator": leaf_of(world.scheme).pk, "at_least": 5, "best": world.scheme.grades.get().pk}
    page = shown(office, page_of(world.scheme, "parts/condition/new/"), **said)
    assert "“共建活动”的值低于 5，最高评为“五星”" in page


def test_a_scheme_is_adopted_taken_back_retired_and_followed(office, world):
    page = shown(office, page_of(world.scheme, "do/adopt/"), x=1)
    assert "施行中" in page
    assert page_of(world.scheme, "undo/") in page
    assert "“拟订中”" in shown(office, page_of(world.scheme, "undo/"), x=1)
    shown(office, page_of(world.scheme, "do/adopt/"), x=1)
    assert "已停用" in shown(office, page_of(world.scheme, "do/retire/"), x=1)
    assert 'value="2027"' in shown(office, page_of(world.scheme, "next/"))
    page = shown(office, page_of(world.scheme, "next/"), year=2027)
    assert "上一版次" in page
    assert "拟订中" in page
    assert office.post(page_of(world.scheme, "do/burn/")).status_code == 404


def test_an_adopted_scheme_offers_no_change(office, world):
    make.adopted(world.scheme)
    page = shown(office, page_of(world.scheme))
    assert "/parts/" not in page
    assert office.get(page_of(world.scheme, "change/")).status_code == 409
    assert office.get(page_of(world.scheme, "parts/group/new/")).status_code == 409


def test_whom_it_concerns_reads_what_is_in_force_and_no_draft(secretary, world):
    assert secretary.get(page_of(world.scheme)).status_code == 404
    make.adopted(world.scheme)
    page = shown(secretary, page_of(world.scheme))
    assert "共建活动" in page
    assert "流转记录" not in page
    assert "停用" not in page
    assert secretary.get(page_of(world.scheme, "trial/")).status_code == 403


def test_the_secretary_pledges_the_own_target(secretary, world):
    make.adopted(world.scheme)
    make.PartyOrgFactory(name="别家党支部")
    page = shown(secretary, page_of(world.scheme, "targets/"))
    assert "区财政局党支部" in page
    assert "别家党支部" not in page
    leaf = leaf_of(world.scheme)
    address = page_of(world.scheme, f"targets/{leaf.pk}/party-org/{world.branch.pk}/")
    assert "代办依据" not in shown(secretary, address)
    page = shown(secretary, address, quantity=12, do="pledge")
    assert "已承诺 1 / 1 项" in page
    assert Target.objects.get().pledged_by == world.secretary


def test_the_office_proposes_and_pledges_on_behalf(office, world):
    leaf = leaf_of(world.scheme)
    address = page_of(world.scheme, f"targets/{leaf.pk}/party-org/{world.branch.pk}/")
    assert "拟定" in shown(office, address, quantity=8, do="propose")
    page = shown(office, address, quantity=9, standard="有方案", do="pledge")
    assert "须注明依据" in page
    assert 'value="有方案"' in page
    assert "已承诺 1 / 1 项" in shown(office, address, quantity=9, do="pledge", basis="纸质")
    assert 'value="propose"' not in shown(office, address)


def test_a_proposal_is_taken_away(office, world):
    kept = make.YearTargetFactory(indicator=leaf_of(world.scheme), party_org=world.branch)
    page = shown(office, page_of(world.scheme, f"targets/{kept.pk}/remove/"), x=1)
    assert "按指标自己的目标值计" in page
    assert Target.objects.count() == 0


@pytest.mark.parametrize("whom", ["unit", "village"])
def test_targets_of_whom_the_scheme_does_not_know_are_not_there(office, world, whom):
    leaf = leaf_of(world.scheme)
    address = page_of(world.scheme, f"targets/{leaf.pk}/{whom}/{world.unit.pk}/")
    response = office.post(address, {"quantity": 3, "do": "propose"})
    assert ("不考核这一家" in response.content.decode()) == (whom == "unit")
    assert Target.objects.count() == 0


def test_a_trial_shows_what_the_last_period_would_have_given_and_keeps_nothing(office, world):
    scheme = make.scheme_with_indicator(name="反馈", cadence="month")
    period = periods_over(scheme, timezone.localdate())[0]
    record = make.RecordFactory(region=scheme.region, occurred_on=period.since)
    make.RecordShareFactory(record=record, unit=world.unit)
    page = shown(office, page_of(scheme, "trial/"))
    assert period.label in page
    assert "区财政局</strong>　2 分" in page
    assert "× 2 分" in page
    assert scheme.cycles.count() == 0


def test_a_trial_names_what_it_leaves_out_and_counts_grades(office, world):
    group = leaf_of(world.scheme).parent
    make.IndicatorFactory(scheme=world.scheme, parent=group, name="述职", source="judgement", rule="marks")
    make.GradeFactory(scheme=world.scheme, name="合格", at_least=0)
    page = shown(office, page_of(world.scheme, "trial/?period=2025-h2"))
    assert "2025 年下半年" in page
    assert "述职：试算时没有分数" in page
    assert "各等次家数" in page


@pytest.mark.parametrize(("day", "first"), [((2026, 1, 1), "2025-h2"), ((2026, 7, 1), "2026-h1")])
def test_a_trial_begins_with_the_last_period_that_is_over(world, day, first):
    assert periods_over(world.scheme, dt.date(*day))[0].name == first


@pytest.mark.parametrize("more", ["", "targets/", "trial/"])
def test_pages_take_the_same_queries_for_longer_schemes(office, world, more):
    address = page_of(world.scheme, more)
    counted = queries_of(office, address)
    group = leaf_of(world.scheme).parent
    for number in range(3):
        make.IndicatorFactory(scheme=world.scheme, parent=group, rule="ratio")
        make.PartyOrgFactory()
        make.GradeFactory(scheme=world.scheme, at_least=90 - number)
        make.YearTargetFactory(indicator=leaf_of(world.scheme))
    assert queries_of(office, address) == counted


def test_the_list_takes_the_same_queries_for_more(office, world):
    counted = queries_of(office, "/assessment/schemes/")
    for _ in range(3):
        make.SchemeFactory().unit_kinds.add(make.kind())
    assert queries_of(office, "/assessment/schemes/") == counted


@pytest.mark.parametrize(
    ("asked", "found"),
    [("state=drafted", True), ("state=adopted", False), ("year=2026", True), ("year=2025", False)],
)
def test_schemes_are_asked_by_state_and_year(office, world, asked, found):
    page = shown(office, f"/assessment/schemes/?{asked}")
    assert (f'href="{page_of(world.scheme)}"' in page) == found


def test_schemes_are_found_on_the_search_page(office, world):
    assert page_of(world.scheme) in shown(office, "/search/?q=星级")


def test_the_menu_shows_them_to_the_office_alone(client, world):
    client.force_login(world.staff)
    assert "考核管理" in shown(client, "/")
    client.force_login(world.secretary)
    assert "考核管理" not in shown(client, "/")


def test_a_scheme_is_changed_on_its_form(office, world):
    sent = scheme_form(
        purpose="appraisal", name="新办法", basis=world.scheme.basis_id, version=world.scheme.version
    )
    page = shown(office, page_of(world.scheme, "change/"), **sent, party_levels=["branch"], is_ranked="on")
    world.scheme.refresh_from_db()
    assert (world.scheme.name, world.scheme.party_levels, world.scheme.is_ranked) == (
        "新办法",
        ["branch"],
        True,
    )
    assert "已保存" in page


def test_ranks_are_not_for_feedback(office, world):
    sent = scheme_form(region=world.scheme.region_id, is_ranked="on")
    assert "参与情况反馈不排名" in shown(office, "/assessment/schemes/new/blank/", **sent)


def test_who_drafted_reads_that_somebody_else_adopts(client, world):
    clerk = make.staff_of(roles=("handler",))
    make.OfficePolicyFactory(region=world.scheme.region, four_eyes=True)
    client.force_login(clerk)
    page = shown(client, page_of(world.scheme))
    assert "由审核人员施行" in page
    assert "/do/adopt/" not in page


def test_targets_of_a_retired_scheme_are_read_only(office, world):
    Scheme.objects.filter(pk=world.scheme.pk).update(state="retired")
    assert "设目标" not in shown(office, page_of(world.scheme, "targets/"))
    leaf = leaf_of(world.scheme)
    address = page_of(world.scheme, f"targets/{leaf.pk}/party-org/{world.branch.pk}/")
    assert office.get(address).status_code == 409


def test_a_trial_of_nobody_says_so(office, world):
    type(world.branch).objects.all().delete()
    assert "没有试算对象" in shown(office, page_of(world.scheme, "trial/"))


def test_the_list_is_handed_out_as_a_file(office, world):
    response = office.get("/assessment/schemes/?export=xlsx")
    assert b"".join(response).startswith(b"PK")
    response.close()
