"""Results elsewhere: on pages of units and organisations, in the unit file, the folder, among to-dos."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import RequestFactory
from django.urls import reverse

from alliances.assessment.actions import cycles as actions
from alliances.assessment.actions.objections import raise_objection
from alliances.assessment.folder import objection_rows, result_rows
from alliances.assessment.models import Cycle
from alliances.assessment.panels import org_results, unit_results
from alliances.assessment.todos import cycles_to_work, objections_to_answer
from alliances.assessment.unitfile import results
from portal.exports.inspection.asking import Inspection
from tests import factories as make
from tests.alliances.assessment.cycles import a_world, result_of, told
from tests.alliances.pairing.world import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]


@pytest.fixture
def world():
    return a_world()


def asked_by(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def todos(source, user):
    return [(each.kind, each.title) for each in source(user, 5).items]


def test_a_units_page_shows_its_results_once_told(world):
    actions.compute(world.cycle, by=world.staff)
    assert unit_results(asked_by(world.staff), world.units[0]) is None
    told(world)
    panel = unit_results(asked_by(world.liaison), world.units[0])
    assert panel.shows["results"] == [result_of(world.cycle, world.units[0])]
    assert unit_results(asked_by(world.liaison), world.units[1]) is None


@pytest.mark.parametrize("name", ["unit", "standing"])
def test_the_pages_link_the_result(client, world, name):
    told(world)
    client.force_login(world.liaison)
    page = shown(client, reverse(name, args=[world.units[0].pk]))
    assert reverse("result", args=[result_of(world.cycle, world.units[0]).pk]) in page


def test_a_party_organisations_page_shows_its_own(client, world):
    org = make.PartyOrgFactory(unit=world.units[0])
    cycle = make.CycleFactory(scheme=make.adopted_scheme(purpose="appraisal"), state="computed")
    result = make.ResultFactory(cycle=cycle, party_org=org)
    make.moved_on(cycle, "fed_back")
    assert org_results(asked_by(world.liaison), org).shows["results"] == [result]
    client.force_login(world.liaison)
    assert reverse("result", args=[result.pk]) in shown(client, reverse("party_org", args=[org.pk]))


def test_the_unit_file_tells_them(world):
    told(world)
    assert list(results(world.staff, world.units[0])) == [
        {
            "whom": "区财政局",
            "cycle": "参与情况反馈·2026年上半年",
            "total": "6",
            "grade": "",
            "state": "已反馈",
        }
    ]


def test_an_inspection_folder_holds_results_and_objections(world):
    told(world)
    raise_objection(result_of(world.cycle, world.units[0]), by=world.liaison, text="少计一次")
    ask = Inspection(
        region=world.cycle.scheme.region,
        since=dt.date(2026, 1, 1),
        until=dt.date(2026, 12, 31),
        unit_ids=frozenset([world.units[0].pk]),
        user=world.staff,
        personal=False,
    )
    assert [(row[3], row[4]) for row in result_rows(ask)] == [("区财政局", Decimal(6))]
    assert [(row[1], row[4], row[5]) for row in objection_rows(ask)] == [("区财政局", "少计一次", "待答复")]


def test_the_office_has_to_do_what_waits(world):
    assert todos(cycles_to_work, world.staff) == [("考核周期待计算", "参与情况反馈·2026年上半年")]
    told(world)
    assert todos(cycles_to_work, world.staff) == []
    result = result_of(world.cycle, world.units[0])
    raise_objection(result, by=world.liaison, text="少计")
    Cycle.objects.update(contest_until=dt.date(2026, 11, 19))
    assert todos(objections_to_answer, world.staff) == [("异议待答复", "区财政局：整个结果")]
    assert todos(cycles_to_work, world.staff) == []
    result.objections.update(state="withdrawn")
    assert todos(cycles_to_work, world.staff) == [("考核周期待确定", "参与情况反馈·2026年上半年")]


def test_others_have_nothing_to_do(world):
    assert todos(cycles_to_work, world.liaison) == []
    assert todos(objections_to_answer, world.liaison) == []


def test_the_command_computes_as_often_as_asked(world, capsys):
    for _ in range(2):
        call_command("run_assessment", str(world.cycle.pk))
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    assert first.startswith("参与情况反馈·2026年上半年：已计算 3 家")


@pytest.mark.parametrize(("state", "words"), [(None, "没有编号为"), ("fed_back", "不能计算")])
def test_the_command_says_why_not(world, state, words):
    pk = make.moved_on(actions.compute(world.cycle, by=None), state).pk if state else 10**9
    with pytest.raises(CommandError, match=words):
        call_command("run_assessment", str(pk))


class TestJoinedInMay:
    """Its target is asked for in the months it took part in, and the result says so."""

    @pytest.fixture
    def world(self):
        scheme = make.SchemeFactory(cadence="year")
        group = make.IndicatorGroupFactory(scheme=scheme)
        make.IndicatorFactory(scheme=scheme, parent=group, rule="ratio", target=Decimal(12))
        unit = make.EnrolmentFactory(unit__name="新成员", from_on=dt.date(2026, 5, 8)).unit
        for _ in range(4):
            make.RecordShareFactory(
                record=make.RecordFactory(region=make.street(), occurred_on=dt.date(2026, 6, 1)), unit=unit
            )
        cycle = make.CycleFactory(scheme=make.adopted(scheme), span="year", until_on=dt.date(2026, 12, 31))
        return actions.compute(cycle, by=None), unit

    def test_pro_rata(self, world):
        cycle, unit = world
        result = result_of(cycle, unit)
        assert (result.total, result.share) == (50, Decimal("0.6667"))
        assert result.why == "2026-05-08 起参加，目标按参与的月数折算"
        assert result.scores.get().words == "完成 4，目标 12 × 参与 8/12 个月：4 ÷ 8 × 100 = 50 分"

    def test_what_would_raise_it_counts_the_same_months(self, client, world):
        cycle, unit = world
        client.force_login(make.staff_of())
        page = shown(client, reverse("result", args=[result_of(cycle, unit).pk]))
        assert "再有 4，可由 50 分到 100 分" in page
