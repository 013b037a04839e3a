"""What the unit file says of a unit's claims and of what it promised and delivered."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils import timezone

from alliances.records.models import Record, RecordShare
from members.models import Unit
from members.units.unitfile.parts import MOST_ROWS, FilePart, Row
from portal.documents.kinds import Word
from portal.documents.words import day_words, money_words, number_words
from portal.permits import may
from projects.claims.models import DELIVERED_IN, Claim, Contribution, ContributionKind


def claims(user: Any, unit: Unit) -> Iterator[Row]:
    """Promise and amount are for who may see the terms; for others the cells are empty."""
    for claim in seen_claims(user, unit).order_by("-claimed_at", "-pk")[:MOST_ROWS]:
        terms = may(user, "claims.see_terms", claim)
        yield {
            "number": claim.number,
            "project": claim.project.title,
            "part": claim.get_part_display(),
            "state": claim.get_state_display(),
            "claimed_on": day_words(timezone.localdate(claim.claimed_at)),
            "promise": claim.promise if terms else "",
            "amount": money_words(claim.amount) if terms else "",
        }


def contributions(user: Any, unit: Unit) -> Iterator[Row]:
    """What was promised, and what the unit's shares of the claim's records amount to."""
    promised = Contribution.objects.filter(claim__in=seen_claims(user, unit).values("pk"))
    related = promised.select_related("claim__project", "claim__unit").order_by("-claim_id", "pk")
    rows = [each for each in related[:MOST_ROWS] if may(user, "claims.see_terms", each.claim)]
    delivered = delivered_by(unit, [each.claim_id for each in rows])
    for each in rows:
        figure = DELIVERED_IN[ContributionKind(each.kind)]
        yield {
            "number": each.claim.number,
            "project": each.claim.project.title,
            "kind": each.get_kind_display(),
            "promised": number_words(each.promised),
            "delivered": number_words(delivered[each.claim_id, figure]),
        }


def delivered_by(unit: Unit, claim_ids: list[int]) -> dict[tuple[int, str], Decimal]:
    """(claim, figure) → the sum of the unit's shares of the claim's records. One query."""
    sums: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    counted = Record.objects.counted().filter(claim_links__claim__in=claim_ids)
    shares = RecordShare.objects.filter(unit=unit, record__in=counted.values("pk"))
    linked = shares.filter(record__claim_links__claim__in=claim_ids)
    for claim_id, figures in linked.values_list("record__claim_links__claim", "figures"):
        for name in DELIVERED_IN.values():
            sums[claim_id, name] += Decimal(str(figures.get(name) or 0))
    return sums


def seen_claims(user: Any, unit: Unit) -> Any:
    return Claim.objects.visible_to(user).filter(unit=unit).select_related("project__region", "unit")


CLAIMS = FilePart(
    "认领的项目",
    {
        "number": Word("认领编号", "朱-项-2026-0012-01"),
        "project": Word("项目", "钟楼居民区亮灯项目"),
        "part": Word("身份", "牵头"),
        "state": Word("状态", "已确认"),
        "claimed_on": Word("认领日期", "2026年3月5日"),
        "promise": Word("承诺事项", "提供灯具"),
        "amount": Word("承诺资金", "12,000元"),
    },
    claims,
)
CONTRIBUTIONS = FilePart(
    "投入",
    {
        "number": Word("认领编号", "朱-项-2026-0012-01"),
        "project": Word("项目", "钟楼居民区亮灯项目"),
        "kind": Word("种类", "资金（元）"),
        "promised": Word("承诺", "12,000"),
        "delivered": Word("到位", "6,000"),
    },
    contributions,
)
