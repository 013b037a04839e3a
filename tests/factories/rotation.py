"""Rotations, their order and their duties, for tests."""

import datetime as dt
from typing import Any

import factory

from alliances.models import Duty, DutyChange, Exemption, Feed, Rotation, Seat, Swap
from tests.factories.councils import AllianceFactory, MembershipFactory
from tests.factories.members import UserFactory
from tests.factories.year import YEAR


class RotationFactory(factory.django.DjangoModelFactory):
    """One unit a month from January on, without seats."""

    class Meta:
        model = Rotation

    alliance = factory.SubFactory(AllianceFactory)
    name = factory.Sequence(lambda n: f"轮值主任单位{n}")
    anchor = dt.date(YEAR, 1, 1)


class SeatFactory(factory.django.DjangoModelFactory):
    """A member of the alliance, in the order from the first period on."""

    class Meta:
        model = Seat

    rotation = factory.SubFactory(RotationFactory)
    unit = factory.LazyAttribute(lambda row: MembershipFactory(alliance=row.rotation.alliance).unit)
    position = factory.Sequence(lambda n: (n + 1) * 10)
    from_on = factory.LazyAttribute(lambda row: row.rotation.anchor)


class ExemptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Exemption

    seat = factory.SubFactory(SeatFactory)
    from_on = dt.date(YEAR, 6, 1)
    until_on = dt.date(YEAR, 6, 30)
    reason = "中考考务"
    granted_by = factory.SubFactory(UserFactory)


class DutyFactory(factory.django.DjangoModelFactory):
    """As it was published: held by the unit of its planned seat."""

    class Meta:
        model = Duty

    rotation = factory.SubFactory(RotationFactory)
    planned_seat = factory.LazyAttribute(lambda row: SeatFactory(rotation=row.rotation))
    holder = factory.LazyAttribute(lambda row: row.planned_seat.unit)
    period = factory.LazyAttribute(lambda row: row.rotation.anchor)


class SwapFactory(factory.django.DjangoModelFactory):
    """Proposed for two duties of one rotation, a month apart."""

    class Meta:
        model = Swap

    duty_a = factory.SubFactory(DutyFactory)
    duty_b = factory.LazyAttribute(
        lambda row: DutyFactory(rotation=row.duty_a.rotation, period=row.duty_a.period.replace(month=2))
    )
    unit_a = factory.LazyAttribute(lambda row: row.duty_a.holder)
    unit_b = factory.LazyAttribute(lambda row: row.duty_b.holder)
    proposed_by = factory.SubFactory(UserFactory)


class DutyChangeFactory(factory.django.DjangoModelFactory):
    """The office's change of a duty, whose holder it moves."""

    class Meta:
        model = DutyChange
        skip_postgeneration_save = True

    duty = factory.SubFactory(DutyFactory)
    kind = "override"
    from_unit = factory.LazyAttribute(lambda row: row.duty.holder)
    to_unit = factory.LazyAttribute(lambda row: SeatFactory(rotation=row.duty.rotation).unit)
    reason = "单位搬迁"
    by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def move(change: DutyChange, create: bool, extracted: Any) -> None:  # noqa: N805 factory-boy's way
        change.duty.holder = change.to_unit
        change.duty.save(update_fields=["holder"])


class FeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Feed

    digest = factory.Sequence(lambda n: f"{n:064x}")
    rotation = factory.SubFactory(RotationFactory)
    created_by = factory.SubFactory(UserFactory)


def rotation_of(*names: str, **terms: Any) -> Rotation:
    """A rotation with a seat for each of these units, in this order."""
    rotation = RotationFactory(**terms)
    for place, name in enumerate(names, 1):
        member = MembershipFactory(alliance=rotation.alliance)
        member.unit.name = name
        member.unit.save(update_fields=["name"])
        SeatFactory(rotation=rotation, unit=member.unit, position=place * 10)
    return rotation
