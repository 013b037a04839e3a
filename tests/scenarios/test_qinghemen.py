"""清河门区: checked by month, quarter, half-year and year; a responsibility book; stars for thirteen.

The article names three of the communities, 乌龙, 北山 and 新街. Lamps and facilities are its figures; who
put them up, points and targets are made up.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from alliances.assessment.actions import cycles, schemes, targets
from alliances.assessment.actions.judging import Judged, judge
from alliances.assessment.actions.objections import dismiss, raise_objection
from alliances.assessment.actions.parts import add_grade, add_group, add_indicator
from alliances.assessment.actions.patterned import draft_from
from alliances.assessment.models import Cycle, Result, Scheme
from alliances.assessment.patterns import PATTERNS
from alliances.assessment.tasks import run_for
from alliances.meetings import actions as meetings
from alliances.models import Resolution
from members.models import PartyOrg, Region, User
from portal.refusals import Refusal
from tests import factories as make

pytestmark = pytest.mark.django_db

YEAR, COMMUNITIES, LAMPS, FACILITIES = 2026, 13, 40, 30
NAMES = ["乌龙社区", "北山社区", "新街社区", *(f"社区{n}" for n in range(4, COMMUNITIES + 1))]
CADENCES = {"month": "月例会", "quarter": "季检查", "half": "半年汇报", "year": "年末评议述职"}


def on(month: int, day: int, year: int = YEAR) -> Any:
    moment = dt.datetime(year, month, day, 10, tzinfo=timezone.get_default_timezone())
    return time_machine.travel(moment, tick=False)


@pytest.fixture(autouse=True)
def january():
    with on(1, 12):
        yield


@dataclass
class Town:
    """新北街道 with the general branch of each community and its secretary; the office and its papers."""

    region: Region
    office: User
    basis: Any
    branches: list[PartyOrg]
    secretaries: dict[int, User]


@pytest.fixture
def town() -> Town:
    make.first_kinds()
    district = make.RegionFactory(code="210905", name="清河门区", level="district", parent=None)
    street = make.RegionFactory(code="210905001", name="新北街道", level="street", parent=district)
    homes = [make.neighbourhood(name, f"2109050012{n:02}", street) for n, name in enumerate(NAMES)]
    branches = [
        make.PartyOrgFactory(region=street, level="general_branch", name=f"{home}党总支", unit=home)
        for home in homes
    ]
    secretaries = {
        branch.pk: make.liaison_of(home, street, role="secretary")
        for branch, home in zip(branches, homes, strict=True)
    }
    basis = make.DocumentFactory(region=street, kind="scheme", title="年度党建目标管理责任书")
    return Town(street, make.staff_of(street), basis, branches, secretaries)


def drafted(town: Town, name: str, cadence: str, **terms: Any) -> Scheme:
    """For the communities' general branches, resting on the responsibility book."""
    given = {"year": YEAR, "purpose": "appraisal", "basis": town.basis, "party_levels": ["general_branch"]}
    return schemes.draft_scheme(town.region, by=town.office, name=name, cadence=cadence, **given, **terms)


def of_activities(town: Town, cadence: str, **terms: Any) -> Scheme:
    """100 marks for one thing: so many joint activities in each span."""
    scheme = drafted(town, CADENCES[cadence], cadence, **terms)
    group = add_group(scheme, by=town.office, name="活动开展", full_marks=Decimal(100))
    said = {"source": "metric", "metric": "records", "rule": "ratio", "target": Decimal(2)}
    add_indicator(group, by=town.office, name="共建活动", full_marks=Decimal(100), **said)
    return scheme


def worked(town: Town, place: int, day: dt.date, **figures: int) -> None:
    unit = town.branches[place].unit
    record = make.RecordFactory(region=town.region, occurred_on=day, **figures)
    given = {name: str(value) for name, value in figures.items()}
    make.RecordShareFactory(record=record, unit=unit, figures=given)


def result_of(cycle: Cycle, branch: PartyOrg) -> Result:
    return Result.objects.current().get(cycle=cycle, party_org=branch)


def test_month_quarter_half_year_and_year_each_have_their_cycles_once(town: Town) -> None:
    for cadence in CADENCES:
        schemes.adopt(of_activities(town, cadence), by=town.office)
    for month in (2, 5, 6, 12):  # the job was down in between
        with on(month, 1):
            run_for(dt.date(YEAR, month, 1))
    run_for(dt.date(YEAR, 12, 31))
    opened = Counter(Cycle.objects.values_list("scheme__cadence", flat=True))
    assert opened == {"month": 12, "quarter": 4, "half": 2, "year": 1}
    assert not Cycle.objects.filter(state="open", until_on__lt=dt.date(YEAR, 12, 1)).exists()


def test_each_target_of_the_book_has_quantity_requirement_and_standard_and_is_the_secretarys(
    town: Town,
) -> None:
    scheme = of_activities(town, "quarter")
    (indicator,) = scheme.indicators.exclude(parent=None)
    wulong = town.branches[0]
    said = {"requirement": "每季度两次，至少一次在小区", "standard": "有方案、有照片、有纪实"}
    pledged = targets.pledge(
        indicator,
        ("party_org", wulong.pk),
        by=town.secretaries[wulong.pk],
        quantity=Decimal(16),
        **said,
    )
    assert (pledged.quantity, pledged.requirement, pledged.standard) == (16, *said.values())
    assert pledged.pledged_by == town.secretaries[wulong.pk]


def test_a_quarter_is_pledged_checked_objected_to_mended_and_better_the_next_time(town: Town) -> None:
    scheme = of_activities(town, "quarter")
    (indicator,) = scheme.indicators.exclude(parent=None)
    beishan = town.branches[1]
    secretary = town.secretaries[beishan.pk]
    targets.pledge(indicator, ("party_org", beishan.pk), by=secretary, quantity=Decimal(12))
    schemes.adopt(scheme, by=town.office)
    with on(2, 1):
        run_for(dt.date(YEAR, 2, 1))
        worked(town, 1, dt.date(YEAR, 1, 30))
    first = checked(town, scheme, "q1", 4)
    assert result_of(first, beishan).total == Decimal("33.33")  # one of three: a quarter of twelve
    with on(4, 9):
        objection = raise_objection(result_of(first, beishan), by=secretary, text="两次由共建单位登记")
        dismiss(objection, by=town.office, answer="纪实中没有本社区，请共建单位更正后重新计算下一季度")
        finding = entered(town, "共建活动次数不足，限期补上")
    with on(4, 20):
        cycles.finalise(first, by=town.office)
        meetings.report_resolution(finding, by=secretary, report="已与共建单位商定每月一次")
        meetings.recheck_finding(finding, by=town.office, passed=True, note="查看计划")
        for month in (4, 5, 6):
            worked(town, 1, dt.date(YEAR, month, 18))
    second = checked(town, scheme, "q2", 7)
    finding.refresh_from_db()
    assert (finding.state, result_of(second, beishan).total) == ("closed", 100)


def checked(town: Town, scheme: Scheme, span: str, month: int) -> Cycle:
    """Computed by the job when the quarter is over, then reviewed and told by the office."""
    with on(month, 1):
        run_for(dt.date(YEAR, month, 1))
    with on(month, 8):
        cycle = Cycle.objects.get(scheme=scheme, span=span)
        cycles.review(cycles.compute(cycle, by=town.office), by=town.office)
        return cycles.announce(cycle, by=town.office)


def entered(town: Town, text: str) -> Resolution:
    """What 北山社区 has to mend, from the quarter's inspection."""
    alliance = make.AllianceFactory(region=town.region, name="新北街道大党委")
    meeting = make.MeetingFactory(alliance=alliance, state="held", title="季检查通报会")
    due = {"unit": town.branches[1].unit, "due_on": dt.date(YEAR, 4, 30)}
    return meetings.enter_resolution(
        Resolution(meeting=meeting, kind="finding", text=text, **due), by=town.office
    )


def test_forty_lamps_and_thirty_facilities_open_the_records_that_put_them_up(town: Town) -> None:
    scheme = drafted(town, "实事清单", "year")
    group = add_group(scheme, by=town.office, name="办实事", full_marks=Decimal(100))
    said = {"source": "metric", "metric": "record_pieces", "rule": "each", "per_item": Decimal(1)}
    add_indicator(group, by=town.office, name="添置设施", full_marks=Decimal(100), **said)
    schemes.adopt(scheme, by=town.office)
    worked(town, 0, dt.date(YEAR, 5, 6), pieces=LAMPS)
    worked(town, 2, dt.date(YEAR, 6, 1), pieces=FACILITIES)
    with on(12, 31):
        run_for(dt.date(YEAR, 12, 31))
    cycle = cycles.compute(Cycle.objects.get(), by=town.office)
    values = [cycle.results.get(party_org=branch).scores.get().value for branch in town.branches[:3]]
    assert values == [LAMPS, 0, FACILITIES]


def test_of_thirteen_one_has_five_stars_by_line_quota_and_innovation(town: Town) -> None:
    scheme = draft_from(
        PATTERNS["five-stars"],
        town.region,
        by=town.office,
        year=YEAR,
        basis=town.basis,
        party_levels=["general_branch"],
    )
    schemes.adopt(scheme, by=town.office)
    for place in range(6):
        for month in range(1, 13):
            worked(town, place, dt.date(YEAR, month, 15))
    with on(12, 31):
        run_for(dt.date(YEAR, 12, 31))
    with on(1, 8, YEAR + 1):
        cycle = Cycle.objects.get(scheme=scheme)
        judge_all(town, cycle)
        cycles.review(cycles.compute(cycle, by=town.office), by=town.office)
        publicised = cycles.announce(cycle, by=town.office)
    stars = Counter(cycle.results.current().values_list("grade__name", flat=True))
    assert (publicised.state, stars) == ("publicised", {"五星": 1, "四星": 3, "三星": 5, "二星": 4})
    assert result_of(cycle, town.branches[0]).grade.name == "五星"
    seen = Result.objects.visible_to(town.secretaries[town.branches[-1].pk])
    assert seen.count() == COMMUNITIES


def judge_all(town: Town, cycle: Cycle) -> None:
    """A little less from one to the next; the first four have an innovation project."""
    for indicator in cycle.scheme.indicators.filter(source="judgement"):
        is_bonus = indicator.parent.is_bonus
        judged = [
            Judged(
                ("party_org", branch.pk),
                indicator.full_marks - place / Decimal(10),
                "年末述职评议",
            )
            for place, branch in enumerate(town.branches[:4] if is_bonus else town.branches)
        ]
        judge(cycle, indicator, judged, by=town.office)


def test_a_grade_of_units_is_refused(town: Town) -> None:
    feedback = schemes.draft_scheme(
        town.region, by=town.office, name="共建单位参与情况", year=YEAR, purpose="feedback", cadence="year"
    )
    with pytest.raises(Refusal, match="不评等次"):
        add_grade(feedback, by=town.office, name="优秀", at_least=Decimal(90))
