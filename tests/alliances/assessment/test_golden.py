"""Three patterns worked by hand, equal to the cent. The sums stand in the comments."""

from decimal import Decimal

import pytest

from alliances.assessment.actions.cycles import announce, review
from tests import factories as make
from tests.alliances.assessment.golden import (
    completed,
    computed,
    cycle_of,
    from_pattern,
    judged,
    points_of,
    worked,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]
D = Decimal


class TestMemberUnits:
    """成员单位参与情况反馈: 40 meetings, 40 activities, 10 study, 10 volunteers, and what comes on top."""

    @pytest.fixture
    def scheme(self):
        return from_pattern("member-units")

    @pytest.fixture
    def units(self):
        return [make.member(name) for name in ("甲局", "乙行", "丙校")]

    def quarter(self, scheme, units, span, month):
        first, second, third = units
        worked(first, f"{month}-08", 2)
        worked(second, f"{month}-08", 1)
        cycle = cycle_of(scheme, span)
        judged(
            cycle,
            联席会议和集中活动={first: "1", second: "0", third: "9"},
            参加学习交流={first: "8", second: "10", third: "0"},
            **{"组建队伍、支持自治": {first: "9.5", second: "10", third: "0"}},
            全勤={second: "3"},
        )
        return cycle

    def test_a_quarter(self, scheme, units):
        found = computed(self.quarter(scheme, units, "q2", "05"))
        # 甲局: 40 − 1 × 5 = 35; two activities 40; 8; 9.5; 35 + 40 + 8 + 9.5 = 92.5; no proposal, no bonus.
        assert points_of(found["甲局"]) == {
            "联席会议和集中活动": D(35),
            "共建活动": D(40),
            "参加学习交流": D(8),
            "组建队伍、支持自治": D("9.5"),
            "议题被采纳": D(0),
            "全勤": None,
        }
        assert (found["甲局"].base, found["甲局"].bonus, found["甲局"].total) == (D("92.5"), 0, D("92.5"))
        # 乙行: 40 + 38 (one activity) + 10 + 10 = 98; full attendance 3; 101.
        assert (found["乙行"].base, found["乙行"].bonus, found["乙行"].total) == (98, 3, 101)
        # 丙校: 40 − 9 × 5 = −5, so 0; no activity 35; 0 + 35 + 0 + 0 = 35.
        assert (found["丙校"].total, points_of(found["丙校"])["联席会议和集中活动"]) == (35, 0)

    def test_the_year_is_half_of_its_quarters_and_half_its_own(self, scheme, units):
        staff = make.staff_of()
        for span, month in (("q1", "02"), ("q2", "05")):
            cycle = self.quarter(scheme, units, span, month)
            computed(cycle)
            announce(review(cycle, by=staff), by=staff)
        year = cycle_of(scheme, "year")
        first = units[0]
        judged(
            year,
            联席会议和集中活动={first: "2"},
            参加学习交流={first: "9"},
            **{"组建队伍、支持自治": {first: "9"}},
        )
        result = computed(year)["甲局"]
        # Its own: 40 − 2 × 5 = 30 (what people find is not averaged); four records in four quarters ask for
        # 1 × 4 = 4 for 38 and 2 × 4 = 8 for 40: 38; 9; 9; 30 + 38 + 9 + 9 = 86.
        assert (result.base, points_of(result)["共建活动"]) == (86, 38)
        # Quarters: (92.5 + 92.5) ÷ 2 = 92.5. Year: 92.5 × 50 % + 86 × 50 % = 46.25 + 43 = 89.25.
        assert (result.ordinary, result.total) == (D("92.5"), D("89.25"))


class TestFiveStars:
    """党组织五星创评: 100 in eight parts, 10 on top; one in ten five stars, with an innovation."""

    JUDGED = ("班子建设", "党员骨干队伍", "阵地建设和使用", "制度建立和执行", "人员、经费保障")

    def test_a_year(self):
        scheme = from_pattern("five-stars")
        orgs = [make.PartyOrgFactory(name=f"支部{n}", unit=make.member(f"单位{n}")) for n in range(10)]
        for org in orgs[:2]:
            worked(org.unit, "03-05", 9)
            completed(org.unit, "06-01")
            completed(org.unit, "09-01")
        year = cycle_of(scheme, "year")
        marks = dict.fromkeys(orgs[:2], "10") | dict.fromkeys(orgs[2:], "5")
        judged(year, **dict.fromkeys(self.JUDGED, marks), 创新项目={orgs[0]: "8", orgs[1]: "0"})
        found = computed(year)
        # 支部0: five times 10 = 50; activities 9 ÷ 12 × 10 = 7.5; claims 2 ÷ 2 × 10 = 10: 67.5 of the 85 that
        # were scored (the survey's 15 were not): 67.5 ÷ 85 × 100 = 79.4117…, 79.41; innovation 8: 87.41.
        assert (found["支部0"].base, found["支部0"].bonus) == (D("79.41"), 8)
        assert found["支部0"].total == D("87.41")
        assert "其余 85 分中得 67.5 分，折算为 79.41 分" in found["支部0"].why
        # From 80 on four stars; three places of ten.
        assert found["支部0"].grade.name == "四星"
        # 支部1: the same without the innovation: 79.41, three stars.
        assert (found["支部1"].total, found["支部1"].grade.name) == (D("79.41"), "三星")
        # The others: 25 of 85: 25 ÷ 85 × 100 = 29.4117…, 29.41: one star.
        assert {
            (row.total, row.grade.name) for name, row in found.items() if name not in ("支部0", "支部1")
        } == {(D("29.41"), "一星")}

    def test_without_an_innovation_no_fifth_star(self):
        scheme = from_pattern("five-stars")
        orgs = [make.PartyOrgFactory(name=f"支部{n}", unit=make.member(f"单位{n}")) for n in range(10)]
        worked(orgs[0].unit, "03-05", 12)
        completed(orgs[0].unit, "06-01")
        completed(orgs[0].unit, "09-01")
        year = cycle_of(scheme, "year")
        full = {"班子建设": "15", "党员骨干队伍": "15", "阵地建设和使用": "10", "制度建立和执行": "15"}
        best = {name: {orgs[0]: value} for name, value in full.items()}
        judged(year, **best, **{"人员、经费保障": {orgs[0]: "10"}}, 创新项目={orgs[0]: "0"})
        result = computed(year)["支部0"]
        # All 85 of the 85 that were scored: 100. No innovation: four stars at best.
        assert (result.total, result.grade.name) == (100, "四星")
        assert "“创新项目”为 0，不到 1，最高“四星”" in result.why


class TestDutyBook:
    """责任书考核: quarterly, with targets pledged for the year."""

    def test_a_quarter_with_a_pledged_target(self):
        scheme = from_pattern("duty-book")
        org = make.PartyOrgFactory(name="钟楼党总支", unit=make.member("钟楼居民区"))
        worked(org.unit, "04-10", 3, hours="4")
        completed(org.unit, "05-20")
        leaf = scheme.indicators.get(name="共建活动")
        make.YearTargetFactory(indicator=leaf, party_org=org, quantity=D(16))
        cycle = cycle_of(scheme, "q2")
        judged(cycle, 述职={org: "13"})
        result = computed(cycle)["钟楼党总支"]
        points = points_of(result)
        # Activities: pledged 16 for the year, 16 × 3/12 = 4 in the quarter: 3 ÷ 4 × 20 = 15.
        assert points["共建活动"] == 15
        # Claims: 1 ÷ 1 × 20 = 20. Hours: 3 × 4 = 12; 12 ÷ 30 × 10 = 4.
        assert (points["认领项目完成"], points["志愿服务时长"]) == (20, 4)
        # Meetings and resolutions: none, 0. Report: 13. The democratic survey (15) was not held.
        # 15 + 20 + 4 + 0 + 0 + 13 = 52 of 85: 52 ÷ 85 × 100 = 61.1764…, 61.18.
        assert (result.base, result.total) == (D("61.18"), D("61.18"))
        # One organisation: 10 % and 30 % and 40 % of one are no place; from 60 on two stars without a quota.
        assert result.grade.name == "二星"
