"""Rotations of the demo's conference: the monthly chair among twelve units, and the host of the theme day.

Two years of duties handed over, an exemption, a swap done, a swap that waits for 区财政局.
"""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from alliances.councils.models import Alliance
from alliances.rotation import actions
from alliances.rotation.models import Duty, Rotation, Swap
from alliances.rotation.periods import month_after
from members.models import Region, Unit, User
from projects.demo.councils import CONFERENCE, LEADING
from projects.demo.diary import Diary, at
from projects.demo.people import Cast

CHAIR, THEME_DAY = "轮值主任单位", "主题党日承办单位"
HOSTS = ["朱泾小学", "五龙村", "钟楼居民区", "东林居民区"]
THEMES = ["帮困送温暖", "学雷锋志愿服务", "春季义诊", "红色走访", "平安巡防", "暑期托管"]
WAITING_FOR = "区财政局"
MONTHS = 24


@dataclass
class Rotations:
    """Begins two years ago and is published twelve periods ahead: each unit of the chair has a turn."""

    cast: Cast
    street: Region
    year: int
    today: dt.date

    def write(self, diary: Diary) -> None:
        """Put it into the diary."""
        this_month = self.today.replace(day=1)
        anchor = max(month_after(this_month, 1 - MONTHS), dt.date(self.year - 1, 2, 1))
        diary.on(at(anchor, 8), partial(self._begin, anchor))
        month = anchor
        while month < self.today:
            diary.on(at(month, 9), partial(actions.publish_all, month))
            diary.on(at(month, 10), partial(self._describe, month))
            following = month_after(month, 1)
            diary.on(at(following - dt.timedelta(days=1), 16), partial(self._hand_over, month))
            diary.on(at(following, 11), partial(self._receive, month))
            month = following
        diary.on(at(self.today - dt.timedelta(days=40)), self._exempt)
        diary.on(at(self.today - dt.timedelta(days=21)), self._swap)
        diary.on(at(self.today - dt.timedelta(days=1)), self._ask)

    def _begin(self, anchor: dt.date) -> None:
        alliance = Alliance.objects.get(region=self.street, name=CONFERENCE)
        orders = {CHAIR: [name for names in LEADING.values() for name in names], THEME_DAY: HOSTS}
        for name, units in orders.items():
            made = actions.found_rotation(
                Rotation(alliance=alliance, name=name, anchor=anchor, publish_ahead=12), by=self.cast.office
            )
            members = {
                each.name: each
                for each in Unit.objects.filter(memberships__alliance=alliance, name__in=units)
            }
            actions.reorder(made, [members[each] for each in units if each in members], by=self.cast.office)

    def _duties(self, month: dt.date) -> list[Duty]:
        rows = Duty.objects.filter(rotation__alliance__region=self.street, period=month)
        return list(rows.select_related("rotation", "holder"))

    def _describe(self, month: dt.date) -> None:
        for duty in self._duties(month):
            theme = THEMES[month.month % len(THEMES)]
            actions.describe_duty(
                duty, by=self._of(duty.holder), theme=theme, plan="月中组织一次，村居参加。"
            )

    def _hand_over(self, month: dt.date) -> None:
        for duty in self._duties(month):
            actions.hand_over(duty, by=self._of(duty.holder), note="本月活动已办，资料放党群服务中心二楼。")

    def _receive(self, month: dt.date) -> None:
        after = {duty.rotation_id: duty for duty in self._duties(month_after(month, 1))}
        for duty in self._duties(month):
            if duty.rotation_id in after:
                actions.receive(duty, by=self._of(after[duty.rotation_id].holder))

    def _exempt(self) -> None:
        seat = self._rotation(CHAIR).seats.get(unit__name="区教育局", until_on=None)
        ahead = month_after(self.today.replace(day=1), 13)
        span = {"from_on": ahead, "until_on": month_after(ahead, 2) - dt.timedelta(days=1)}
        actions.grant_exemption(seat, by=self.cast.office, reason="中高考考务", **span)

    def _swap(self) -> None:
        """Two of the hosts changed places."""
        ours, theirs = self._ahead(THEME_DAY)[2:4]
        swap = actions.propose_swap(ours, theirs, by=self._of(ours.holder), reason="期末工作安排")
        actions.accept_swap(swap, by=self._of(theirs.holder))

    def _ask(self) -> Swap | None:
        """Somebody asks 区财政局; where it has no turn ahead, nobody does."""
        ahead = self._ahead(CHAIR)
        theirs = next((duty for duty in ahead if duty.holder.name == WAITING_FOR), None)
        ours = next((duty for duty in ahead if duty.holder.name != WAITING_FOR), None)
        if ours is None or theirs is None:
            return None
        return actions.propose_swap(ours, theirs, by=self._of(ours.holder), reason="年终决算，人手不够")

    def _ahead(self, name: str) -> list[Duty]:
        rows = Duty.objects.filter(rotation=self._rotation(name), period__gt=self.today)
        return list(rows.select_related("holder", "rotation").order_by("period"))

    def _rotation(self, name: str) -> Rotation:
        return Rotation.objects.get(alliance__region=self.street, name=name)

    def _of(self, unit: Unit) -> User:
        return self.cast.of_unit[unit.pk]
