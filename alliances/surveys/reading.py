"""What surveys say to who reckons with them: the index of each subject over a span, and what is behind it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Q

from alliances.surveys.models import Survey, SurveySubject, Tally
from alliances.surveys.planning import Group, answers_behind, index, rounded, weighted
from alliances.surveys.states import SurveyState
from members.places.models import Region

Key = tuple[str, int]


def index_of(
    region: Region,
    kind: str,
    since: dt.date,
    until: dt.date,
    units: Collection[int],
    party_orgs: Collection[int],
) -> dict[Key, Decimal]:
    """Key → index out of a hundred, of those that have one. One query.

    The mean of the closed surveys of the region whose last day lies in the span, by their answers.
    """
    about = Q(subject__unit_id__in=units) | Q(subject__party_org_id__in=party_orgs)
    surveys = _closed(region, kind, since, until)
    rows = Tally.objects.filter(about, subject__survey__in=surveys).select_related("subject__survey", "side")
    found: dict[Key, list[tuple[int, Fraction]]] = defaultdict(list)
    for subject, groups in _by_subject(rows):
        points = subject.survey.points
        value = index(points, groups)
        if value is not None:
            found[subject.key].append((answers_behind(points, groups), value))
    return {key: rounded(value) for key, rows in found.items() if (value := weighted(rows)) is not None}


def surveys_behind(
    region: Region, kind: str, since: dt.date, until: dt.date, key: Key, user: Any
) -> list[Survey]:
    """The surveys that an index of `index_of` can be made of, as far as this person sees them. One query."""
    whom, number = key
    about = SurveySubject.objects.filter(**{f"{whom}_id": number}).values("survey")
    rows = _closed(region, kind, since, until) & Survey.objects.visible_to(user)
    return list(rows.filter(pk__in=about).select_related("region").order_by("until_on", "pk"))


def group_of(tally: Tally) -> Group:
    return Group(tally.side.weight, tally.ballots, tally.counts)


def _closed(region: Region, kind: str, since: dt.date, until: dt.date) -> Any:
    return Survey.objects.filter(
        region__code__startswith=region.code,
        kind=kind,
        state=SurveyState.CLOSED,
        until_on__range=(since, until),
    )


def _by_subject(rows: Iterable[Tally]) -> list[tuple[SurveySubject, list[Group]]]:
    found: dict[SurveySubject, list[Group]] = defaultdict(list)
    for tally in rows:
        found[tally.subject].append(group_of(tally))
    return list(found.items())
