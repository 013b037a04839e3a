"""What would raise a result: of each indicator that goes by counting, how much more of what."""

from collections.abc import Sequence
from dataclasses import replace

from alliances.assessment.computing import terms_of
from alliances.assessment.models import Result, Score, Source, Target
from alliances.assessment.planning.moved import raised_by
from alliances.assessment.planning.rules import Scale
from alliances.assessment.planning.spans import scale_of
from alliances.metrics.registry import METRICS


def raising_of(result: Result, scores: Sequence[Score]) -> dict[int, str]:
    """Indicator's id → what would raise it, where something would. One query."""
    own = Target.objects.filter(
        indicator__scheme=result.cycle.scheme_id, unit=result.unit_id, party_org=result.party_org_id
    )
    targets = dict(own.values_list("indicator_id", "quantity"))
    scale = scale_in(result)
    found = {
        score.indicator_id: raised_by(
            terms_of(score.indicator),
            score.value,
            target=targets.get(score.indicator_id),
            scale=scale,
        )
        for score in scores
        if score.indicator.source == Source.METRIC
    }
    return {pk: f"{words}{measured(scores, pk)}" for pk, words in found.items() if words}


def scale_in(result: Result) -> Scale:
    """The months it took part in come back from the share, which is kept to four places."""
    cycle = result.cycle
    whole = scale_of(cycle.scheme.cadence, cycle.from_on, cycle.until_on, None)
    return replace(whole, part=round(whole.months * result.share))


def measured(scores: Sequence[Score], indicator_id: int) -> str:
    """What is counted: 参加会议（次）."""
    name = next(row.indicator.metric for row in scores if row.indicator_id == indicator_id)
    return f"（{METRICS[name].label}，{METRICS[name].measure}）" if name in METRICS.names() else ""
