"""Results of a closed survey as a page and the API say them; no figure of fewer than five answers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from alliances.surveys.models import Survey, SurveySubject, Tally
from alliances.surveys.planning import LEAST, Points, index, mean, rounded
from alliances.surveys.reading import group_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: `bars` has each choice with how often it was taken and its hundredths of all.

    Below five counted answers there is neither a mean nor a bar.
    """

    text: str
    mean: Decimal | None
    bars: list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Judged:
    """By one side. `ballots` is empty where they are fewer than five."""

    side: str
    weight: int
    ballots: int | None
    questions: list[Asked]


@dataclass(frozen=True, slots=True)
class About:
    """One subject. `remarks` of the sides whose figures are shown."""

    subject: SurveySubject
    index: Decimal | None
    sides: list[Judged]
    remarks: list[str]


def results_of(survey: Survey, subjects: Iterable[SurveySubject]) -> list[About]:
    """In the subjects' order. Two queries."""
    texts = list(survey.questions.order_by("ordinal").values_list("text", flat=True))
    rows = Tally.objects.filter(subject__in=subjects).select_related("side").order_by("side__ordinal")
    tallies: dict[int, list[Tally]] = defaultdict(list)
    for row in rows:
        tallies[row.subject_id].append(row)
    return [_about(subject, survey, texts, tallies[subject.pk]) for subject in subjects]


def _about(subject: SurveySubject, survey: Survey, texts: Sequence[str], rows: Sequence[Tally]) -> About:
    value = index(survey.points, [group_of(row) for row in rows])
    remarks = [remark for row in rows if row.ballots >= LEAST for remark in row.remarks]
    sides = [_judged(row, survey, texts) for row in rows]
    return About(subject, None if value is None else rounded(value), sides, sorted(remarks))


def _judged(row: Tally, survey: Survey, texts: Sequence[str]) -> Judged:
    side = row.side
    if row.ballots < LEAST:
        return Judged(side.name, side.weight, None, [])
    asked = [
        _asked(text, survey.choices, survey.points, counts)
        for text, counts in zip(texts, row.counts, strict=True)
    ]
    return Judged(side.name, side.weight, row.ballots, asked)


def _asked(text: str, choices: Sequence[str], points: Points, counts: Sequence[int]) -> Asked:
    value = mean(points, counts)
    if value is None:
        return Asked(text, None, [])
    whole = sum(counts)
    bars = [(name, count, round(count * 100 / whole)) for name, count in zip(choices, counts, strict=False)]
    return Asked(text, rounded(value), bars)
