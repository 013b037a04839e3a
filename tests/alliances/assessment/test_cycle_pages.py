"""周期, 评议, 结果 and 异议 as pages."""

from decimal import Decimal

import pytest
from django.urls import reverse

from alliances.assessment.actions import cycles as actions
from alliances.assessment.actions.judging import Judged, judge
from alliances.assessment.actions.objections import raise_objection
from alliances.assessment.models import Objection
from tests import factories as make
from tests.alliances.assessment.cycles import a_record, a_world, result_of, told, totals_of
from tests.alliances.pairing.world import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def office(client, world):
    client.force_login(world.staff)
    return client


def page(client, name, *args, **sent):
    return shown(client, reverse(name, args=args), **sent)


def the_leaf(cycle, **terms):
    return cycle.scheme.indicators.exclude(parent=None).get(**terms)


def test_the_office_takes_a_cycle_to_its_telling(office, world):
    cycle = world.cycle.pk
    assert "下一步：计算" in page(office, "cycle", cycle)
    assert "下一步：审核" in page(office, "cycle_verb", cycle, "compute", done="1")
    assert "下一步：反馈" in page(office, "cycle_verb", cycle, "review", said="无误")
    told_page = page(office, "cycle_verb", cycle, "publicise", done="1")
    assert "下一步：确定" in told_page
    assert "异议期至 11-25" in told_page


def test_a_review_is_offered_to_be_taken_back(office, world):
    page(office, "cycle_verb", world.cycle.pk, "compute", done="1")
    page(office, "cycle_verb", world.cycle.pk, "review", said="")
    assert "已撤回" in page(office, "cycle_undo", world.cycle.pk, done="1")


def test_what_is_refused_is_said_and_what_was_typed_stays(office, world):
    actions.compute(world.cycle, by=world.staff)
    a_record(world.units[0])
    answer = page(office, "cycle_verb", world.cycle.pk, "review", said="意见在此")
    assert "请先重新计算再审核" in answer
    assert "意见在此" in answer


@pytest.mark.parametrize(("verb", "status"), [("finalise", 409), ("dance", 404)])
def test_verbs_that_do_not_fit(office, world, verb, status):
    assert office.get(reverse("cycle_verb", args=[world.cycle.pk, verb])).status_code == status


def test_a_unit_does_not_see_a_cycle_before_it_is_told(client, world):
    actions.compute(world.cycle, by=world.staff)
    client.force_login(world.liaison)
    assert client.get(reverse("cycle", args=[world.cycle.pk])).status_code == 404


def test_a_unit_sees_its_own_result_and_no_others(client, world):
    told(world)
    client.force_login(world.liaison)
    answer = page(client, "cycle", world.cycle.pk)
    assert "区财政局" in answer
    assert "区税务局" not in answer
    other = result_of(world.cycle, world.units[1])
    assert client.get(reverse("result", args=[other.pk])).status_code == 404


def test_every_point_opens_its_records(client, world):
    told(world)
    client.force_login(world.liaison)
    result = result_of(world.cycle, world.units[0])
    answer = page(client, "result", result.pk)
    assert "3 × 2 分 = 6 分" in answer
    assert "再有 1，可由 6 分到 8 分（参加的共建活动，条）" in answer
    score = result.scores.get()
    opened = client.get(reverse("score", args=[result.pk, score.pk]))
    assert [fact.amount for fact in opened.context["evidence"].facts] == [1, 1, 1]
    assert opened.context["evidence"].now == score.value


def test_a_record_that_came_after_the_review_is_told_of(client, world):
    told(world)
    a_record(world.units[0])
    client.force_login(world.liaison)
    result = result_of(world.cycle, world.units[0])
    assert "计算时为 3 条，现在的记录合计 4 条" in page(client, "score", result.pk, result.scores.get().pk)


def test_what_moved_since_the_last_time(client, world):
    told(world)
    second = make.CycleFactory(
        scheme=world.cycle.scheme, span="h2", from_on="2026-07-01", until_on="2026-11-19"
    )
    a_record(world.units[0], "2026-08-01")
    world.cycle = second
    told(world)
    client.force_login(world.liaison)
    answer = client.get(reverse("result", args=[result_of(second, world.units[0]).pk]))
    assert answer.context["moved"] == -4
    assert [line.moved_words for line in answer.context["sections"][0].lines] == ["−4"]


def test_a_liaison_objects_and_the_office_answers(client, world):
    told(world)
    result = result_of(world.cycle, world.units[0])
    leaf = the_leaf(world.cycle)
    client.force_login(world.liaison)
    answer = page(client, "objection_new", result.pk, indicator=leaf.pk, text="五月的走访没有计入")
    assert "五月的走访没有计入" in answer
    objection = Objection.objects.get()
    client.force_login(world.staff)
    assert "异议待答复" in page(client, "home")
    missing = page(client, "objection", objection.pk, decision="uphold", answer="确有遗漏")
    assert "请填写更正后的得分" in missing
    assert "确有遗漏" in missing
    done = page(client, "objection", objection.pk, decision="uphold", answer="确有遗漏", points="8")
    assert "看更正后的结果" in done
    assert totals_of(world.cycle) == [8, 4, 0]
    client.force_login(world.liaison)
    assert "这一版已经更正" in page(client, "result", result.pk)


def test_an_objection_is_dismissed_on_its_page(office, world):
    told(world)
    objection = raise_objection(result_of(world.cycle, world.units[0]), by=world.liaison, text="少计")
    assert "请选择更正哪一项" in page(office, "objection", objection.pk, decision="uphold", answer="是")
    done = page(office, "objection", objection.pk, decision="dismiss", answer="那次在七月")
    assert "维持原结果" in done
    again = office.post(reverse("objection", args=[objection.pk]), {"decision": "dismiss", "answer": "再"})
    assert again.status_code == 409


def test_an_objection_is_taken_back(client, world):
    told(world)
    result = result_of(world.cycle, world.units[0])
    client.force_login(world.liaison)
    first = raise_objection(result, by=world.liaison, text="少计")
    assert "已撤回刚才提出的异议" in page(client, "objection_undo", first.pk, done="1")
    second = raise_objection(result, by=world.liaison, text="少计")
    assert "异议已撤回" in page(client, "objection_withdraw", second.pk, done="1")


def test_the_lists(office, world):
    told(world)
    raise_objection(result_of(world.cycle, world.units[0]), by=world.liaison, text="少计")
    assert "参与情况反馈·2026年上半年" in page(office, "cycles")
    assert "区税务局" in page(office, "results")
    narrowed = shown(office, reverse("results") + "?search=财政")
    assert "区税务局" not in narrowed
    assert "区财政局：整个结果" in page(office, "objections")
    for name in ("cycles", "results", "objections"):
        handed = office.get(reverse(name) + "?export=csv")
        assert "参与情况反馈" in b"".join(handed.streaming_content).decode()


@pytest.mark.parametrize("name", ["cycle_report", "result_report"])
def test_reports_as_word(office, world, name):
    told(world)
    pk = world.cycle.pk if name == "cycle_report" else result_of(world.cycle, world.units[0]).pk
    answer = office.get(reverse(name, args=[pk]))
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"


def test_there_is_no_report_before_computing(office, world):
    assert office.get(reverse("cycle_report", args=[world.cycle.pk])).status_code == 404


class TestJudging:
    @pytest.fixture
    def world(self):
        world = a_world()
        scheme = make.SchemeFactory(full_marks=Decimal(10))
        group = make.IndicatorGroupFactory(scheme=scheme, full_marks=Decimal(10))
        make.IndicatorFactory(
            scheme=scheme, parent=group, full_marks=Decimal(10), source="judgement", rule="marks"
        )
        world.cycle = make.CycleFactory(scheme=make.adopted(scheme))
        return world

    def sent(self, world, *values, **others):
        fields = {f"value-unit-{unit.pk}": value for unit, value in zip(world.units, values, strict=False)}
        return fields | others

    def test_all_on_one_page_with_one_reason(self, office, world):
        leaf = the_leaf(world.cycle)
        sent = self.sent(world, 9, 8, rest="7", common="现场查看")
        assert "评议已保存" in page(office, "cycle_judge", world.cycle.pk, leaf.pk, **sent)
        kept = world.cycle.judgements.order_by("-value").values_list("value", "reason")
        assert list(kept) == [(9, "现场查看"), (8, "现场查看"), (7, "现场查看")]
        assert "已评 3 / 3 家" in page(office, "cycle", world.cycle.pk)

    def test_without_a_reason_nothing_is_kept(self, office, world):
        leaf = the_leaf(world.cycle)
        answer = page(office, "cycle_judge", world.cycle.pk, leaf.pk, **self.sent(world, 9))
        assert "请写理由" in answer
        assert world.cycle.judgements.count() == 0

    def test_marks_stay_within_the_indicators(self, office, world):
        leaf = the_leaf(world.cycle)
        sent = self.sent(world, 11, common="超出")
        assert "10" in page(office, "cycle_judge", world.cycle.pk, leaf.pk, **sent)
        assert world.cycle.judgements.count() == 0

    def test_whom_it_concerns_reads_the_reason(self, client, world):
        leaf = the_leaf(world.cycle)
        judged = [Judged(("unit", unit.pk), Decimal(9), "现场查看") for unit in world.units]
        judge(world.cycle, leaf, judged, by=world.staff)
        told(world)
        client.force_login(world.liaison)
        result = result_of(world.cycle, world.units[0])
        assert "现场查看" in page(client, "score", result.pk, result.scores.get().pk)


def test_a_publicised_result_shows_others_the_total_and_no_points(client, world):
    scheme = make.scheme_with_indicator(purpose="appraisal", publicise_days=5, is_ranked=True)
    org = make.PartyOrgFactory(unit=world.units[1])
    cycle = make.CycleFactory(scheme=make.adopted(scheme))
    for act in (actions.compute, actions.review, actions.announce):
        cycle = act(cycle, by=world.staff)
    client.force_login(world.liaison)
    result = cycle.results.get(party_org=org)
    answer = client.get(reverse("result", args=[result.pk]))
    assert (answer.context["opens"], answer.context["place"]) == (False, (1, 1))
    assert "已公示" in answer.content.decode()
    score = reverse("score", args=[result.pk, result.scores.get().pk])
    assert client.get(score).status_code == 403


@pytest.mark.parametrize("units", [1, 12])
def test_a_results_page_asks_as_much_whatever_it_holds(client, world, units, django_assert_max_num_queries):
    for number in range(units):
        a_record(make.member(f"单位{number}"))
    told(world)
    client.force_login(world.staff)
    page(client, "cycle", world.cycle.pk)
    with django_assert_max_num_queries(22):
        page(client, "cycle", world.cycle.pk)
