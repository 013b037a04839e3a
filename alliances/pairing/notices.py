"""What both sides and the office are told. Each occasion has its key: nobody hears of one twice."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from alliances.pairing.models import Holding, Pairing
from members.people.models import Role
from members.people.recipients import office_people, people_or_office, standing
from portal.outbox.notices import notify

KIND = "结对"


def occasion(pairing: Pairing, what: str) -> str:
    """Names the occasion: the pairing's move number tells a second proposal from the first."""
    return f"pairing:{pairing.pk}:{what}:{pairing.version}"


def tell_sides(
    pairing: Pairing, key: str, title: str, *, body: str = "", due_at: dt.datetime | None = None
) -> None:
    """Both sides' people; the office where a side has nobody, and for a post nobody can sign in for."""
    _tell(_people(pairing), pairing, key, title, body, due_at)


def tell_signers(
    pairing: Pairing, key: str, title: str, *, body: str = "", due_at: dt.datetime | None = None
) -> None:
    """Besides, the secretaries: they are asked for their word."""
    secretaries = standing().filter(
        enrolment__unit_id__in=pairing.unit_ids,
        enrolment__region__code__startswith=pairing.programme.region.code,
        role=Role.SECRETARY,
    )
    users = {*_people(pairing), *secretaries.values_list("user_id", flat=True)}
    _tell(users, pairing, key, title, body, due_at)


def tell_office(
    pairing: Pairing, key: str, title: str, *, body: str = "", due_at: dt.datetime | None = None
) -> None:
    _tell(office_people(pairing.region_id), pairing, key, title, body, due_at)


def _people(pairing: Pairing) -> set[int]:
    users = set(people_or_office(pairing.programme.region, pairing.unit_ids))
    if pairing.post_id is not None:
        held = Holding.objects.in_force().filter(post_id=pairing.post_id)
        users |= set(held.exclude(user=None).values_list("user_id", flat=True))
    return users


def _tell(
    users: Iterable[int], pairing: Pairing, key: str, title: str, body: str, due_at: dt.datetime | None
) -> None:
    url = reverse("pairing", args=[pairing.pk])
    notify(users, key=key, kind=KIND, title=title, body=body, url=url, due_at=due_at)
