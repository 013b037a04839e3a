"""What waits on the demo's today: something for each account to do."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from members.models import Region, Unit
from projects.claims import actions
from projects.demo.diary import Diary, at
from projects.demo.people import Cast
from projects.listings.actions import (
    change_listing,
    create_listing,
    publish,
    reserve,
    return_listing,
    submit,
)
from projects.listings.models import Category, Need, Project, Resource

HANDED_IN: list[tuple[int, Any, str, str]] = [
    (6, Resource, "朱泾小学", "报告厅对外开放"),
    (4, Resource, "区司法局", "法律讲堂进社区"),
    (3, Resource, "区文化馆", "冬季书画展厅"),
    (4, Need, "钟楼居民区", "老式小区楼道灯检修"),
    (2, Need, "五龙村", "村民夜校师资"),
    (5, Project, "秀州村", "秀州村冬日送暖项目"),
    (3, Project, "凤翔居民区", "凤翔居民区亲子阅读项目"),
    (1, Project, "待泾村", "待泾村河道志愿巡护项目"),
]
"""Days ago, list, publisher, title."""

RECENT = ["区税务局", "区图书馆", "区气象局", "朱泾第二小学", "区统计局", "区科协", "罗星中学", "区文联"]
"""Units that claimed these days."""


@dataclass
class Waiting:
    """Listings to review, claims to confirm, money to endorse, a renewal, an intention, reservations."""

    cast: Cast
    street: Region
    year: int
    today: dt.date

    def write(self, diary: Diary) -> None:
        """Put it into the diary."""
        for ago, model, unit, title in HANDED_IN:
            diary.on(self._ago(ago), partial(self._hand_in, model, unit, title))
        diary.on(self._ago(1, 15), self._send_one_back)
        diary.on(self._ago(30), self._hurry)
        diary.on(self._ago(3, 9), partial(self._reserve, "万联村", "万联村充电桩二期项目"))
        diary.on(self._ago(3, 9), partial(self._reserve, "钟楼居民区", "钟楼居民区铺路修石项目"))
        diary.on(self._ago(2, 14), self._claim_recently)

    def _ago(self, days: int, hour: int = 10) -> dt.datetime:
        return at(self.today - dt.timedelta(days=days), hour)

    def _hand_in(self, model: Any, unit_name: str, title: str) -> None:
        row = self._enter(model, unit_name, title)
        submit(row, by=row.entered_by)

    def _enter(self, model: Any, unit_name: str, title: str) -> Any:
        unit = Unit.objects.get(name=unit_name)
        user = self.cast.of_unit[unit.pk]
        categories = Category.objects.filter(region=self.street, year=self.year, list=model._meta.model_name)
        category = categories.order_by("id")[0]
        return create_listing(model, by=user, unit=unit, category=category, fields={"title": title})

    def _hurry(self) -> None:
        """Four projects were to be done earlier, and are late by now."""
        started = Project.objects.filter(year=self.year, claims__state="confirmed").distinct().order_by("id")
        for row in started[:4]:
            due_on = self.today - dt.timedelta(days=6)
            change_listing(row, by=self.cast.office, fields={"due_on": due_on}, reason="与村居商定提前完成")

    def _send_one_back(self) -> None:
        row = Need.objects.get(title="村民夜校师资", year=self.year)
        return_listing(row, by=self.cast.office, opinion="请补充期望时间和人数")

    def _claim_recently(self) -> None:
        still_open = self._still_open()
        for place, name in enumerate(RECENT):
            unit = Unit.objects.get(name=name)
            claim = partial(actions.claim_project, next(still_open), unit=unit, by=self.cast.of_unit[unit.pk])
            claim(promise="按目标完成") if place < 6 else claim(amount=Decimal(5000))
        finance = Unit.objects.get(name="区财政局")
        planner = Unit.objects.get(name="区规划资源局")
        actions.state_intention(next(still_open), unit=planner, by=self.cast.of_unit[planner.pk])
        actions.offer_renewal(next(still_open), unit=finance, by=self.cast.office)

    def _reserve(self, village: str, title: str) -> None:
        """Published with a time in which only the named units may claim."""
        row = self._enter(Project, village, title)
        units = Unit.objects.filter(name__in=["区财政局", "区规划资源局"])
        reserve(row, units=units, until=at(self.today + dt.timedelta(days=3), 18), by=self.cast.office)
        publish(row, by=self.cast.office, opinion="同意")

    def _still_open(self) -> Iterator[Project]:
        rows = Project.objects.claimable_at(self._ago(2)).filter(
            region=self.street, year=self.year, claimed=0
        )
        return iter(rows.exclude(unit__name="五龙村").order_by("id"))
