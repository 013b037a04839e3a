"""What would raise a result: of each indicator that goes by counting, how much more of what."""

from collections.abc import Sequence

from alliances.assessment.computing import terms_of
from alliances.assessment.models import Result, Score, Source, Target
from alliances.assessment.planning.moved import raised_by
from alliances.metrics.registry import METRICS


def raising_of(result: Result, scores: Sequence[Score]) -> dict[int, str]:
    """Indicator's id → what would raise it, where something would. One query."""
    own = Target.objects.filter(
        indicator__scheme=result.cycle.scheme_id, unit=result.unit_id, party_org=result.party_org_id
    )
    targets = dict(own.values_list("indicator_id", "quantity"))
    found = {
        score.indicator_id: raised_by(
            terms_of(score.indicator),
            score.value,
            target=targets.get(score.indicator_id),
            share=result.share,
        )
        for score in scores
        if score.indicator.source == Source.METRIC
    }
    return {pk: f"{words}{measured(scores, pk)}" for pk, words in found.items() if words}


def measured(scores: Sequence[Score], indicator_id: int) -> str:
    """What is counted: 参加会议（次）."""
    name = next(row.indicator.metric for row in scores if row.indicator_id == indicator_id)
    return f"（{METRICS[name].label}，{METRICS[name].measure}）" if name in METRICS.names() else ""
