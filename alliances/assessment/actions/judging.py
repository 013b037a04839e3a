"""评议: values that people give for an indicator, each with its reason; computed with from then on."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.assessment import computing
from alliances.assessment.concerning import Key, key_of
from alliances.assessment.locking import lock_cycle
from alliances.assessment.models import Cycle, Indicator, Judgement, Rule, Source
from alliances.assessment.planning.rules import said
from alliances.assessment.states import COMPUTABLE
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import wrong_state

SAID = ("value", "reason", "by", "at")


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of one."""

    key: Key
    value: Decimal
    reason: str


def judge(cycle: Cycle, indicator: Indicator, judged: Collection[Judged], *, by: Any) -> list[Judgement]:
    """A value for each, all or none; one that was judged before is judged anew.

    Refusals: wrong_state, odd_indicator, reason_needed, out_of_range, not_concerned.
    """
    with transaction.atomic():
        locked = lock_cycle(cycle)
        demand(by, "cycles.judge", locked)
        if locked.state not in COMPUTABLE:
            raise wrong_state(locked, "评议")
        if indicator.scheme_id != locked.scheme_id or indicator.source != Source.JUDGEMENT:
            raise Refusal("odd_indicator", f"“{indicator}”不是本办法中由人评议的指标。")
        _check(indicator, judged)
        concerned = {each.key: each for each in computing.assessed_in(locked)}
        if any(each.key not in concerned for each in judged):
            raise Refusal("not_concerned", "本周期不评议这一家，请核对。")
        kept = {key_of(row): row for row in locked.judgements.filter(indicator=indicator)}
        rows = [
            kept.get(each.key) or Judgement(cycle=locked, indicator=indicator, **concerned[each.key].fields)
            for each in judged
        ]
        for row, each in zip(rows, judged, strict=True):
            row.value, row.reason, row.by, row.at = each.value, each.reason, by, timezone.now()
        Judgement.objects.bulk_create([row for row in rows if row.pk is None])
        Judgement.objects.bulk_update([row for row in rows if row in kept.values()], SAID)
    return rows


def _check(indicator: Indicator, judged: Collection[Judged]) -> None:
    if not all(each.reason.strip() for each in judged):
        raise Refusal("reason_needed", "请写明评议的理由，被评议的一方能看到。")
    most = indicator.full_marks if indicator.rule == Rule.MARKS else None
    if any(each.value < 0 or (most is not None and each.value > most) for each in judged):
        bounds = "不小于 0" if most is None else f"在 0 至 {said(most)} 之间"
        raise Refusal("out_of_range", f"“{indicator}”的评议值应{bounds}，请核对。")
