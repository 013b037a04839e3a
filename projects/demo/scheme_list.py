"""Which schemes of assessment the demo has, and what units object to in their results. All made up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from alliances.assessment.patterns import PATTERNS, Pattern
from members.party.models import PartyLevel

STARS_PAPER, DUTY_PAPER = "党组织星级评定办法", "党建目标管理责任书"
FEEDBACK = "成员单位参与情况反馈"


@dataclass(frozen=True)
class Drafted:
    """A scheme of a year. `basis`: the title of its document; `pledged`: the indicator with own targets.

    `waits`: the newest cycle is judged and computed, and left for the review.
    """

    year: int
    pattern: Pattern
    basis: str = ""
    pledged: str = ""
    waits: bool = False
    terms: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.pattern.name


@dataclass(frozen=True)
class Objected:
    """In the cycle of last year; answered with these points, or without any: dismissed."""

    span: str
    unit: str
    indicator: str
    text: str
    answer: str
    points: Decimal | None = None


OF_GENERAL_BRANCHES = {"party_levels": [PartyLevel.GENERAL_BRANCH]}


def schemes_of(year: int) -> list[Drafted]:
    """Last year's and this year's."""
    feedback, stars, duties = PATTERNS["member-units"], PATTERNS["five-stars"], PATTERNS["duty-book"]
    return [
        Drafted(year - 1, feedback),
        Drafted(year - 1, stars, STARS_PAPER, "共建活动", terms=OF_GENERAL_BRANCHES),
        Drafted(year, feedback),
        Drafted(year, stars, STARS_PAPER, "共建活动", terms=OF_GENERAL_BRANCHES),
        Drafted(year, duties, DUTY_PAPER, "共建活动", waits=True, terms=OF_GENERAL_BRANCHES),
    ]


OBJECTED = [
    Objected(
        span="q2",
        unit="区税务局",
        indicator="联席会议和集中活动",
        text="6 月集中活动当天有上级检查，已电话请假",
        answer="办法规定请假须在会前书面提出，本次未收到，维持原结果",
    ),
    Objected(
        span="q3",
        unit="区图书馆",
        indicator="共建活动",
        text="8 月、9 月两次送书下村没有登记，附村委会证明",
        answer="经向村委会核实属实，予以更正",
        points=Decimal(40),
    ),
]
OPEN_ONE = Objected(
    span="",
    unit="区气象局",
    indicator="共建活动",
    text="到学校的气象科普活动由承办单位登记，本单位没有列为参与单位",
    answer="",
)
