"""What those concerned and the office are told about cycles and objections."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from alliances.assessment.concerning import key_of
from alliances.assessment.models import Cycle, Objection, Result
from alliances.assessment.rules import concerned_id
from members.people.recipients import office_people, people_by_unit
from portal.outbox.notices import notify
from portal.workflow.machine import undo_until

KIND = "考核"


def tell_results(cycle: Cycle, results: Iterable[Result], title: str, body: str) -> None:
    """Each result to the people of whom it concerns; one that nobody can sign in for, to nobody."""
    rows = list(results)
    people = people_by_unit(cycle.scheme.region, filter(None, map(concerned_id, rows)))
    for row in rows:
        users = people.get(concerned_id(row) or 0)
        if not users:
            continue
        key = "result:{}:{}:{}:told".format(cycle.pk, *key_of(row))
        url = reverse("result", args=[row.pk])
        notify(users, key=key, kind=KIND, title=f"{title}：{row.whom}", body=body, url=url)


def tell_corrected(objection: Objection, corrected: Result) -> None:
    _tell_whom(objection, "upheld", "异议已予以更正", reverse("result", args=[corrected.pk]))


def tell_dismissed(objection: Objection) -> None:
    _tell_whom(objection, "dismissed", "异议已答复", reverse("objection", args=[objection.pk]))


def tell_office_raised(objection: Objection) -> None:
    """Once the time in which it may be taken back is over."""
    notify(
        office_people(objection.result.cycle.region_id),
        key=raised_key(objection),
        kind=KIND,
        title=f"异议待答复：{objection.result}",
        body=objection.text,
        url=reverse("objection", args=[objection.pk]),
        due_at=undo_until(timezone.now()),
    )


def raised_key(objection: Objection) -> str:
    return f"objection:{objection.pk}:raised"


def _tell_whom(objection: Objection, what: str, title: str, url: str) -> None:
    region = objection.result.cycle.scheme.region
    unit = concerned_id(objection.result)
    users = {objection.raised_by_id, *people_by_unit(region, [unit] if unit else []).get(unit or 0, [])}
    notify(
        users,
        key=f"objection:{objection.pk}:{what}",
        kind=KIND,
        title=f"{title}：{objection.result}",
        body=objection.answer,
        url=url,
    )
