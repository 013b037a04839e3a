"""A year of the district: lists published, projects claimed, worked on, confirmed and closed."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from random import Random

from django.utils import timezone

from alliances.records.actions import Account
from members.models import Region, Unit, User
from portal.refusals import Refusal
from projects.claims import actions
from projects.claims.models import Claim
from projects.claims.tasks import lapse_due
from projects.demo.diary import Diary, at
from projects.demo.people import Cast
from projects.listings.actions import change_listing, publish
from projects.listings.models import Need, Project, Resource
from projects.listings.publishing import PairedFirst

WORK: list[tuple[str, dict[str, int | Decimal]]] = [
    ("走访慰问，了解实际困难", {"people": 12, "person_times": 12, "hours": Decimal(6)}),
    ("组织一次现场服务", {"people": 45, "person_times": 60, "hours": Decimal(16)}),
    ("送去物资并清点交接", {"people": 30, "goods_value": Decimal(3600)}),
    ("开展专题讲座", {"people": 60, "person_times": 60, "hours": Decimal(4)}),
    ("整治楼道和绿地", {"square_metres": Decimal(180), "hours": Decimal(24)}),
    ("联合主题党日", {"person_times": 35, "hours": Decimal(35)}),
    ("设备安装与检修", {"pieces": 6, "hours": Decimal(12)}),
]
PROMISES = ["提供人员和场地", "每季度上门服务一次", "提供专业力量", "协助联系资源", ""]
THANKS = ["居民反映很好，希望继续。", "时间可以再提前通知一些。", "很及时，谢谢。", ""]
PUBLIC = 12
"""So many of each list are open to the public."""

BEFORE_THE_CONFERENCE = PairedFirst(days=2)
"""Paired units are first until the evening before: at the conference the hall is open to all."""

RELEASED_BECAUSE = "人员调整，今年无法继续，已与村居沟通。"


@dataclass
class Year:
    """One year's plan. `claimed`: the part of the projects; `finished`: of the claims; `closed`: of them."""

    year: int
    street: Region
    cast: Cast
    diary: Diary
    dice: Random
    finished: float
    claimed: float
    closed: float
    publish_on: dt.date
    conference_on: dt.date
    partners: Sequence[Unit] = field(default_factory=list)

    def write(self) -> None:
        """Put the year into the diary."""
        for model in (Resource, Need, Project):
            rows = model.objects.filter(region=self.street, year=self.year).order_by("id")
            for place, row in enumerate(rows):
                now = partial(publish, row, by=self.cast.office, paired=BEFORE_THE_CONFERENCE)
                self.diary.on(at(self.publish_on, 9, place % 60), now)
        self.diary.on(at(self.conference_on + dt.timedelta(days=12), 9), self._open_to_the_public)
        self.diary.on(at(self.conference_on + dt.timedelta(days=20), 3), lapse_due)
        projects = Project.objects.filter(region=self.street, year=self.year).order_by("id")
        for place, project in enumerate(projects):
            if self.dice.random() < self.claimed:
                self._claimed_at_the_conference(project, place)

    def _open_to_the_public(self) -> None:
        """A part of each list may be read by anybody from then on."""
        for model in (Resource, Need, Project):
            rows = model.objects.published().filter(region=self.street, year=self.year)
            for row in rows.order_by("id")[:PUBLIC]:
                change_listing(row, by=self.cast.office, fields={"is_public": True}, reason="向社会公开")

    def _claimed_at_the_conference(self, project: Project, place: int) -> None:
        """朱泾: more than a hundred projects claimed or renewed during one conference."""
        several = project.capacity is None or project.capacity > 1
        wanted = self.dice.choice([1, 2]) if several else 1
        moment = at(self.conference_on, 14, 5 + place % 50)
        units = self.dice.sample([unit for unit in self.partners if unit.pk != project.unit_id], wanted)
        earlier = self._last_years_unit(project)
        if earlier is not None and earlier.pk != project.unit_id:
            units[0] = earlier
            offer = partial(self._dare, actions.offer_renewal, project, unit=earlier, by=self.cast.office)
            self.diary.on(at(self.publish_on, 16, place % 60), offer)
        for turn, unit in enumerate(units):
            self.diary.on(moment + dt.timedelta(minutes=turn), partial(self._claim, project, unit))

    def _last_years_unit(self, project: Project) -> Unit | None:
        name = str(project.custom.get("上年度认领单位", ""))
        return next((unit for unit in self.partners if unit.name == name), None)

    def _claim(self, project: Project, unit: Unit) -> None:
        project.refresh_from_db()
        money = project.budget if project.budget and self.dice.random() < 0.25 else None
        user = self.cast.of_unit[unit.pk]
        claim = self._dare(
            actions.claim_project,
            project,
            unit=unit,
            by=user,
            promise=self.dice.choice(PROMISES),
            amount=money,
        )
        if claim is None:
            return
        start = self.conference_on + dt.timedelta(days=self.dice.randint(1, 6))
        if money is not None and self.dice.random() < 0.9:
            self.diary.on(at(start, 9), partial(self._dare, actions.endorse_claim, claim, by=user))
        fate = self.dice.random()
        if fate < 0.02:
            withdraw = partial(actions.withdraw_claim, claim, by=user, opinion="单位另有安排")
            self.diary.on(at(self.conference_on, 17), partial(self._dare, withdraw))
        elif fate < 0.04:
            refuse = partial(actions.not_adopt_claim, claim, by=self.cast.office, opinion="与已有项目重复")
            self.diary.on(at(start, 15), partial(self._dare, refuse))
        else:
            self.diary.on(at(start, 15), partial(self._confirm, claim, user))

    def _confirm(self, claim: Claim, user: User) -> None:
        confirmed = self._dare(actions.confirm_claim, claim, by=self.cast.office, opinion="同意")
        if confirmed is None:
            return
        if self.dice.random() < 0.03:
            day = self.conference_on + dt.timedelta(days=90)
            released = partial(actions.release_claim, claim, by=user, opinion=RELEASED_BECAUSE)
            self.diary.on(at(day), partial(self._dare, released))
            return
        days = sorted(self.dice.sample(range(30, 285), self.dice.randint(1, 4)))
        for ahead in days:
            self.diary.on(
                at(self.conference_on + dt.timedelta(days=ahead), 17), partial(self._record, claim, user)
            )
        if self.dice.random() < self.finished:
            done = self.conference_on + dt.timedelta(days=days[-1] + self.dice.randint(3, 20))
            self.diary.on(at(done, 11), partial(self._complete, claim, user, done))

    def _record(self, claim: Claim, user: User) -> None:
        summary, figures = self.dice.choice(WORK)
        account = Account(timezone.localdate(), f"{claim.project.title}：{summary}", figures=figures)
        self._dare(actions.record_work, [claim], account, by=user)

    def _complete(self, claim: Claim, user: User, day: dt.date) -> None:
        if self._dare(actions.complete_claim, claim, by=user, opinion="已按承诺完成") is None:
            return
        village = claim.project.unit
        if village.pk in self.cast.of_unit:
            facts = partial(
                actions.confirm_facts,
                claim,
                neighbourhood=village,
                by=self.cast.of_unit[village.pk],
                done=True,
                done_on=day,
                people=self.dice.choice([30, 50, 120, 200]),
                rating=self.dice.choice([4, 5, 5]),
                comment=self.dice.choice(THANKS),
            )
            self.diary.on(
                at(day + dt.timedelta(days=self.dice.randint(1, 9)), 10), partial(self._dare, facts)
            )
        if self.dice.random() < self.closed:
            close = partial(actions.close_claim, claim, by=self.cast.office, opinion="同意办结")
            closing = day + dt.timedelta(days=self.dice.randint(10, 25))
            self.diary.on(at(closing, 16), partial(self._dare, close))

    def _dare(self, act: Callable, *args: object, **named: object) -> Claim | None:
        """Do it if the rules let it: a place may be gone, as in life."""
        try:
            return act(*args, **named)
        except Refusal:
            return None
