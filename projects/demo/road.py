"""五龙村 and 中石化上海工程公司: the road without lamps of the article, from need to rating."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils import timezone

from alliances.records.actions import Account
from members.models import Region, Unit, User
from projects.claims import actions
from projects.claims.letters.actions import hand_in_letter
from projects.claims.models import Claim
from projects.demo.diary import Diary, at
from projects.demo.people import Cast
from projects.demo.scans import scan_of
from projects.listings.actions import create_listing, need_to_project, publish, reserve, submit
from projects.listings.models import Category, Need, Project

NEED = "爱五路夜间照明"
PROJECT = "五龙村爱五路亮灯工程"


@dataclass
class Road:
    """One project told whole, within one year."""

    cast: Cast
    street: Region
    year: int

    def write(self, diary: Diary) -> None:
        """Put it into the diary."""
        company, power = self._unit("中石化上海工程公司"), self._unit("朱泾供电服务站")
        diary.on(self._at(1, 16), self._ask)
        diary.on(self._at(2, 3, 8), self._publish)
        diary.on(self._at(2, 5), partial(self._claim, company, Decimal(86000)))
        diary.on(self._at(2, 9), partial(self._claim, power, None))
        diary.on(self._at(2, 10, 15), self._confirm)
        diary.on(self._at(2, 12), partial(self._sign, company))
        happened: list[tuple[Unit, int, int, str, dict[str, Any]]] = [
            (company, 3, 18, "与村委会踏勘，定下 32 个灯位和两期施工", {"person_times": 20, "hours": 12}),
            (company, 5, 22, "专款到村集体账户，施工单位由村民代表会议选定", {"funds": Decimal(86000)}),
            (power, 8, 30, "东段立杆 20 盏，接电并通过绝缘测试", {"pieces": 20, "metres": 750, "hours": 36}),
            (company, 10, 21, "32 盏路灯全线亮灯，路口装了开关箱", {"pieces": 12, "metres": 450}),
        ]
        for unit, month, day, summary, figures in happened:
            diary.on(self._at(month, day, 17), partial(self._record, unit, summary, figures))
        diary.on(self._at(10, 29, 16), partial(self._finish, company))

    def _ask(self) -> None:
        fields = {
            "title": NEED,
            "summary": "村主干道没有路灯，晚上出行不便，冬季放学后尤其明显。",
            "beneficiaries": 1150,
            "wanted": "资金、专业力量",
            "urgency": "较急",
            "place": "爱五路",
        }
        category = self._category("need", "设施改善")
        need = create_listing(Need, by=self._hood, unit=self._village, category=category, fields=fields)
        submit(need, by=self._hood)

    def _publish(self) -> None:
        need = Need.objects.get(title=NEED, year=self.year)
        publish(need, by=self.cast.office, opinion="同意")
        project = need_to_project(need, by=self.cast.office)
        project.title, project.capacity, project.budget = PROJECT, 2, Decimal(90000)
        project.due_on, project.goal = dt.date(self.year, 10, 31), "安装路灯 32 盏，亮灯道路 1200 米"
        project.category = self._category("project", "建设管理")
        project.save()
        project.targets.create(measure="安装路灯", quantity=32, unit_of_measure="盏")
        project.targets.create(measure="亮灯道路", quantity=1200, unit_of_measure="米")
        partners = [self._unit("中石化上海工程公司"), self._unit("朱泾供电服务站")]
        reserve(project, units=partners, until=self._at(2, 20, 18), by=self.cast.office)
        publish(project, by=self.cast.office, opinion="同意")

    def _claim(self, unit: Unit, amount: Decimal | None) -> None:
        project = Project.objects.get(title=PROJECT, year=self.year)
        user = self.cast.of_unit[unit.pk]
        claim = actions.claim_project(
            project, unit=unit, by=user, promise="资金和施工力量" if amount else "接电与检测", amount=amount
        )
        if amount:
            actions.endorse_claim(claim, by=user, opinion="同意")

    def _confirm(self) -> None:
        for claim in Claim.objects.filter(project__title=PROJECT, project__year=self.year):
            actions.confirm_claim(claim, by=self.cast.office, opinion="同意")

    def _sign(self, unit: Unit) -> None:
        """The letter of the claim, printed, stamped and scanned."""
        claim = self._claim_of(unit)
        scan = scan_of(f"认领书 {claim.number}", [f"项目：{PROJECT}", f"认领单位：{unit}", "（签章）"])
        hand_in_letter(claim, scan, by=self.cast.of_unit[unit.pk])

    def _record(self, unit: Unit, summary: str, figures: dict[str, Any]) -> None:
        account = Account(timezone.localdate(), summary, place="爱五路", figures=figures)
        actions.record_work([self._claim_of(unit)], account, by=self.cast.of_unit[unit.pk])

    def _finish(self, unit: Unit) -> None:
        claim = self._claim_of(unit)
        actions.complete_claim(claim, by=self.cast.of_unit[unit.pk], opinion="全线亮灯，成效已填")
        actions.confirm_facts(
            claim,
            neighbourhood=self._village,
            by=self._hood,
            done=True,
            done_on=dt.date(self.year, 10, 21),
            people=1150,
            rating=5,
            comment="晚上接孩子不用打手电了。",
        )

    def _claim_of(self, unit: Unit) -> Claim:
        return Claim.objects.get(unit=unit, project__title=PROJECT, project__year=self.year)

    def _category(self, kind: str, name: str) -> Category:
        return Category.objects.get(region=self.street, year=self.year, list=kind, name=name)

    def _unit(self, name: str) -> Unit:
        return Unit.objects.get(name=name)

    @property
    def _village(self) -> Unit:
        return self._unit("五龙村")

    @property
    def _hood(self) -> User:
        return self.cast.of_unit[self._village.pk]

    def _at(self, month: int, day: int, hour: int = 10) -> dt.datetime:
        return at(dt.date(self.year, month, day), hour)
