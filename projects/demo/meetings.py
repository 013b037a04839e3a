"""Meetings of the demo's conference: the last with its minutes, the next one called, one in draft."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Any

from alliances.councils.models import Alliance
from alliances.meetings import actions
from alliances.meetings.drafting import first_draft
from alliances.meetings.models import AgendaItem, Answer, Meeting, MeetingKind, Resolution, ResolutionKind
from members.models import Region, Unit
from projects.demo.councils import CONFERENCE
from projects.demo.diary import Diary, at
from projects.demo.people import Cast

AGENDA = [
    ("区财政局", "冬季帮困送温暖资金的安排"),
    ("区卫生健康委", "家庭医生进楼组"),
    ("朱泾小学", "校园场地周末开放"),
]
DECIDED = [
    ("区财政局", "会同三家单位落实冬季帮困物资", 20),
    ("区卫生健康委", "每月一次到钟楼居民区义诊", 60),
    ("区教育局", "提出校园场地周末开放的办法", -10),
    ("钟楼居民区", "完成老式小区楼道灯情况摸底", 12),
]
"""Who is to do what, and within how many days from today."""

SILENT_EACH, LEAVE_EACH, SUBSTITUTE_EACH = 3, 17, 11
"""Every so many-th unit has not answered, takes leave, sends somebody else."""


@dataclass
class Meetings:
    """What the conference met about: one minuted and followed up, one called, a theme day, one in draft."""

    cast: Cast
    street: Region
    year: int
    today: dt.date

    def write(self, diary: Diary) -> None:
        """Put it into the diary."""
        diary.on(self._day(-75), self._call_last)
        diary.on(self._day(-68), self._propose)
        diary.on(self._day(-60, 16), self._hold_last)
        diary.on(self._day(-58), self._minute)
        diary.on(self._day(-50), self._correct_minutes)
        diary.on(self._day(-40), self._theme_day)
        diary.on(self._day(-32, 17), self._inspect)
        for ago, act in ((-28, self._mend), (-26, self._fail), (-20, self._mend_again), (-18, self._pass)):
            diary.on(self._day(ago), act)
        diary.on(
            self._day(-15), partial(self._report, "区卫生健康委", "已到钟楼居民区义诊两次，服务 64 人次")
        )
        diary.on(self._day(-14), self._close)
        diary.on(self._day(-3), partial(self._report, "钟楼居民区", "已摸底 18 个楼道，缺灯 41 盏"))
        diary.on(self._day(-5), self._call_next)
        diary.on(self._day(-4), self._answer)
        diary.on(self._day(-1), self._draft)

    def _day(self, ago: int, hour: int = 10) -> dt.datetime:
        return at(self.today + dt.timedelta(days=ago), hour)

    @property
    def conference(self) -> Alliance:
        return Alliance.objects.get(region=self.street, name=CONFERENCE)

    def _prepare(self, days: int, title: str, **terms: Any) -> Meeting:
        starts = self._day(days, 14)
        place = terms.pop("place", "镇政府三楼会议室")
        meeting = Meeting(alliance=self.conference, title=title, starts_at=starts, place=place, **terms)
        return actions.prepare_meeting(meeting, by=self.cast.office)

    def _find(self, words: str) -> Meeting:
        return Meeting.objects.get(alliance=self.conference, title__contains=words)

    def _person(self, name: str) -> tuple[Unit, Any]:
        unit = Unit.objects.get(name=name)
        return unit, self.cast.of_unit[unit.pk]

    def _call_last(self) -> None:
        made = self._prepare(-60, "上季度联席会议", notes="请各单位带上半年认领项目进展。")
        actions.call_meeting(made, by=self.cast.office)

    def _propose(self) -> None:
        meeting = self._find("上季度")
        for name, title in AGENDA:
            unit, person = self._person(name)
            item = actions.propose_item(AgendaItem(meeting=meeting, unit=unit, title=title), by=person)
            if name == "朱泾小学":
                actions.not_take_item(item, by=self.cast.office, opinion="请先与区教育局商定，下次再议")
            else:
                actions.accept_item(item, by=self.cast.office)
        self._answer_all(meeting)

    def _hold_last(self) -> None:
        meeting = self._find("上季度")
        coming = meeting.invitations.filter(answer__in=[Answer.ATTEND, Answer.SUBSTITUTE])
        actions.tick_arrivals(meeting, coming.values_list("unit_id", flat=True), by=self.cast.office)
        actions.hold_meeting(meeting, by=self.cast.office)
        for name, text, days in DECIDED:
            resolution = Resolution(
                meeting=meeting,
                unit=Unit.objects.get(name=name),
                text=text,
                due_on=self.today + dt.timedelta(days=days),
            )
            actions.enter_resolution(resolution, by=self.cast.office)

    def _minute(self) -> None:
        meeting = self._find("上季度")
        actions.publish_minutes(meeting, by=self.cast.office, text=first_draft(meeting))

    def _correct_minutes(self) -> None:
        meeting = self._find("上季度")
        text = f"{meeting.minutes.get(number=1).text}\n会议还听取了三张清单的进展通报。"
        actions.publish_minutes(meeting, by=self.cast.clerk, text=text, reason="补记通报一节")

    def _theme_day(self) -> None:
        made = self._prepare(
            -32, "“楼道焕新”主题党日", kind=MeetingKind.THEME_DAY, place="东林居民区党群服务站"
        )
        named = Unit.objects.filter(name__in=["区财政局", "区公安分局", "东林居民区", "五龙村"])
        actions.choose_units(made, named, by=self.cast.office)
        actions.call_meeting(made, by=self.cast.office)

    def _inspect(self) -> None:
        """边整治、边检查、边整改: what was found on the way is a finding."""
        meeting = actions.hold_meeting(self._find("主题党日"), by=self.cast.office)
        finding = Resolution(
            meeting=meeting,
            kind=ResolutionKind.FINDING,
            unit=Unit.objects.get(name="东林居民区"),
            text="3 号楼楼道堆物、消防通道不畅",
            due_on=self.today - dt.timedelta(days=12),
        )
        actions.enter_resolution(finding, by=self.cast.office)

    def _finding(self) -> Resolution:
        return Resolution.objects.get(kind=ResolutionKind.FINDING, unit__name="东林居民区")

    def _mend(self) -> None:
        self._report("东林居民区", "已清理二层以下堆物")

    def _fail(self) -> None:
        actions.recheck_finding(
            self._finding(), by=self.cast.office, passed=False, note="四层仍有旧家具，请继续清理"
        )

    def _mend_again(self) -> None:
        self._report("东林居民区", "四层旧家具已清运，楼道全部畅通")

    def _pass(self) -> None:
        actions.recheck_finding(self._finding(), by=self.cast.office, passed=True, note="现场查看，已畅通")

    def _report(self, name: str, words: str) -> None:
        unit, person = self._person(name)
        resolution = Resolution.objects.get(unit=unit, state="assigned", meeting__alliance=self.conference)
        actions.report_resolution(resolution, by=person, report=words)

    def _close(self) -> None:
        reported = Resolution.objects.get(unit__name="区卫生健康委", state="reported")
        actions.close_resolution(reported, by=self.cast.office, opinion="义诊已成常态")

    def _call_next(self) -> None:
        made = self._prepare(9, "本季度联席会议", notes="先过一遍上次未销号的事项。")
        actions.call_meeting(made, by=self.cast.office)

    def _answer(self) -> None:
        """About a hundred units have answered; the named accounts of the demo still have to."""
        self._answer_all(self._find("本季度"), but=("区财政局", "五龙村"))

    def _answer_all(self, meeting: Meeting, but: tuple[str, ...] = ()) -> None:
        asked = meeting.invitations.exclude(unit__name__in=but).select_related("unit").order_by("unit_id")
        for place, invitation in enumerate(asked, 1):
            if place % SILENT_EACH == 0 and but:
                continue
            by = self.cast.of_unit[invitation.unit_id]
            actions.answer_meeting(meeting, invitation.unit, by=by, **_answer_of(place))

    def _draft(self) -> None:
        self._prepare(20, "联络员会议", kind=MeetingKind.LIAISONS, place="镇党群服务中心")


def _answer_of(place: int) -> dict[str, str]:
    if place % LEAVE_EACH == 0:
        return {"answer": Answer.LEAVE, "reason": "当天有检查"}
    if place % SUBSTITUTE_EACH == 0:
        return {"answer": Answer.SUBSTITUTE, "who": "办公室代表"}
    return {"answer": Answer.ATTEND}
