"""Figures of a ledger that cannot be meant, left out and said; pairings that a sheet names."""

from decimal import Decimal

import pytest

from alliances.models import Pairing
from alliances.pairing.ledgers.giving import rows_of_pairings
from portal.ledgers.handing_out.edition import LedgerEdition
from projects.models import Project, Resource
from tests.factories import YEAR, member, neighbourhood, street
from tests.portal.ledgers.importing import PROJECTS, sheet_of, take

pytestmark = pytest.mark.django_db
PAIRS = ["系统编号", "村居", "结对单位", "结对类型"]


@pytest.fixture(autouse=True)
def sides(kinds):
    return neighbourhood("五龙村"), member("区财政局"), member("区税务局")


def take_in(tab: str, *rows):
    return sheet_of(take({tab: list(rows)}), tab)


def reasons(sheet) -> list[str]:
    return [problem["reason"] for problem in sheet["warnings"]]


def test_a_budget_of_more_than_ten_thousand_million_is_not_taken():
    row = [None, "建设", "亮灯", "区财政局", None, 1, None, 10_000_000_000]
    sheet = take_in("项目清单", [*PROJECTS, "预算（元）"], row)
    assert Project.objects.get().budget is None
    assert "金额超过一百亿元，没有采用，请核对单位是元还是万元" in reasons(sheet)


def test_the_largest_budget_is_taken():
    row = [None, "建设", "亮灯", "区财政局", None, 1, None, 9_999_999_999]
    take_in("项目清单", [*PROJECTS, "预算（元）"], row)
    assert Project.objects.get().budget == Decimal(9_999_999_999)


@pytest.mark.parametrize(("days", "kept"), [(366, 366), (367, None)])
def test_notice_of_more_than_a_year_is_not_taken(days, kept):
    header = ["资源名称", "提供单位", "资源类别", "提前预约天数"]
    sheet = take_in("资源清单", header, ["图书车", "区财政局", "服务", days])
    assert Resource.objects.get().notice_days == kept
    assert ("提前天数超过 366 天，没有采用，请核对" in reasons(sheet)) == (kept is None)


def test_what_nobody_can_read_does_not_change_how_many_may_claim():
    for said in (2, "看情况"):
        sheet = take_in("项目清单", PROJECTS, [None, "建设", "亮灯", "区财政局", None, said, None])
    assert (Project.objects.get().capacity, sheet["unchanged"], len(sheet["warnings"])) == (2, 1, 1)


def test_a_number_that_names_no_pairing_goes_by_the_two_it_names():
    sheet = take_in("结对共建", PAIRS, ["结对999999", "五龙村", "区财政局", "共驻共建"])
    assert (sheet["created"], reasons(sheet)) == (1, ["这个街道（镇）的结对里没有这个编号，按双方名称识别"])


def test_a_number_twice_means_its_pairing_once():
    take_in("结对共建", PAIRS, [None, "五龙村", "区财政局", "共驻共建"])
    ref = Pairing.objects.get().number
    sheet = take_in("结对共建", PAIRS, *([ref, "五龙村", "区财政局", "共驻共建"] for _ in range(2)))
    assert (sheet["unchanged"], len(sheet["rejected"]), Pairing.objects.count()) == (1, 1, 1)
    assert reasons(sheet) == ["与第 2 行的编号相同，按双方名称识别"]


def test_a_pairing_does_not_become_like_another():
    rows = [[None, "五龙村", name, "共驻共建"] for name in ("区财政局", "区税务局")]
    take_in("结对共建", PAIRS, *rows)
    second = Pairing.objects.get(partner__name="区税务局")
    sheet = take_in("结对共建", PAIRS, [second.number, "五龙村", "区财政局", "共驻共建"])
    second.refresh_from_db()
    assert (len(sheet["rejected"]), second.partner.name) == (1, "区税务局")


def test_pairings_are_handed_out_of_the_chosen_units_on_either_side(sides):
    village, finance, taxes = sides
    take_in("结对共建", PAIRS, *([None, "五龙村", unit.name, "共驻共建"] for unit in (finance, taxes)))

    def partners(*units) -> list[str]:
        edition = LedgerEdition(street(), YEAR, unit_ids=frozenset(unit.pk for unit in units))
        return [line.values["partner"] for line in rows_of_pairings(edition)]

    assert (partners(taxes), partners(village), partners(member("区司法局"))) == (
        ["区税务局"],
        ["区财政局", "区税务局"],
        [],
    )
