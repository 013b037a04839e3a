"""Rounds, posts and pairings for tests."""

import datetime as dt

import factory
from django.utils import timezone

from alliances.models import Agreement, Commitment, Holding, Pairing, Post, Programme, SignedAgreement
from alliances.pairing.models import Mode
from alliances.pairing.states import KEPT, PairingState
from tests.factories.members import EnrolmentFactory, UserFactory, street
from tests.factories.portal import StoredFileFactory
from tests.factories.year import YEAR


class ProgrammeFactory(factory.django.DjangoModelFactory):
    """An open round of the year, of all three modes between units, without limits."""

    class Meta:
        model = Programme

    region = factory.LazyFunction(street)
    name = factory.Sequence(lambda n: f"双百结对{n}")
    modes = [Mode.VILLAGES, Mode.STATIONED, Mode.VOLUNTARY]
    from_on = dt.date(YEAR, 1, 1)


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    region = factory.LazyFunction(street)
    title = factory.Sequence(lambda n: f"党委委员{n}")


class HoldingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Holding

    post = factory.SubFactory(PostFactory)
    name = "陈立"
    from_on = dt.date(YEAR, 1, 1)


class PairingFactory(factory.django.DjangoModelFactory):
    """A draft of the year between two enrolled units; `filed()` makes one that is in force."""

    class Meta:
        model = Pairing

    programme = factory.SubFactory(ProgrammeFactory)
    mode = Mode.STATIONED
    host = factory.LazyAttribute(lambda row: EnrolmentFactory(region=row.programme.region).unit)
    partner = factory.LazyAttribute(lambda row: EnrolmentFactory(region=row.programme.region).unit)
    from_on = dt.date(YEAR, 1, 1)
    until_on = dt.date(YEAR, 12, 31)
    drafted_by = factory.SubFactory(UserFactory)


class CommitmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Commitment

    pairing = factory.SubFactory(PairingFactory)
    ordinal = factory.Sequence(lambda n: n + 1)
    what = "共同活动"
    measure = "events"
    quantity = 4


class AgreementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agreement

    pairing = factory.SubFactory(PairingFactory)
    edition = 1
    words = {}


class SignedAgreementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SignedAgreement

    pairing = factory.SubFactory(PairingFactory)
    edition = 1
    file = factory.SubFactory(StoredFileFactory)
    by = factory.SubFactory(UserFactory)


def in_state(pairing: Pairing, state: str) -> Pairing:
    """The pairing as it would be in that state, written past the actions."""
    now, by = timezone.now(), pairing.drafted_by
    said: dict = {"state": state}
    if state != PairingState.DRAFTED:
        said |= {"serial": pairing.pk, "number": f"朱泾-结-{YEAR}-{pairing.pk:04d}"}
    if state in (PairingState.PROPOSED, PairingState.LAPSED, PairingState.DECLINED):
        said |= {"edition": 1, "answer_until": now + dt.timedelta(days=14)}
    if state in (PairingState.AGREED, *KEPT):
        said |= {
            "edition": 1,
            **{f"{side}_agreed_at": now for side in ("host", "partner")},
            **{f"{side}_agreed_by": by for side in ("host", "partner")},
        }
    if state in KEPT:
        said |= {"filed_at": now}
    if state in (PairingState.TERMINATED, PairingState.DECLINED):
        said |= {"end_reason": "不再需要"}
    Pairing.objects.filter(pk=pairing.pk).update(**said)
    pairing.refresh_from_db()
    return pairing


def filed_pairing(**fields) -> Pairing:
    """In force this year; commitments are given as a list of fields."""
    commitments = fields.pop("commitments", [])
    pairing = PairingFactory(**fields)
    for ordinal, terms in enumerate(commitments, start=1):
        CommitmentFactory(pairing=pairing, ordinal=ordinal, **terms)
    return in_state(pairing, PairingState.FILED)
