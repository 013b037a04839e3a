"""What the database holds of rotations, seats, duties and swaps, whoever writes: each by its name."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from alliances.models import Duty, DutyChange, Rotation, Seat
from tests import factories as make

pytestmark = pytest.mark.django_db

JANUARY, FEBRUARY = dt.date(2026, 1, 1), dt.date(2026, 2, 1)


def held(act):
    """The name of the constraint that stops this, at the latest when the transaction ends."""
    with pytest.raises(IntegrityError) as stopped:
        to_the_end(act)
    return stopped.value.__cause__.diag.constraint_name


@transaction.atomic
def to_the_end(act):
    act()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def changed(row, **values):
    return lambda: type(row).objects.filter(pk=row.pk).update(**values)


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"anchor": dt.date(2026, 1, 2)}, "rotation_anchor_is_a_first"),
        ({"cadence_months": 4}, "rotation_cadence_known"),
        ({"slots": 0}, "rotation_has_a_slot"),
        ({"publish_ahead": 25}, "rotation_publishes_1_to_24_ahead"),
    ],
)
def test_a_rotation_has_a_rhythm_that_can_be(broken, name):
    assert held(lambda: make.RotationFactory(**broken)) == name


def test_a_rotations_name_is_its_own_within_the_alliance():
    first = make.RotationFactory()
    twin = make.RotationFactory.build(alliance=first.alliance, name=first.name)
    assert held(twin.save) == "rotation_name_once_per_alliance"


@pytest.mark.parametrize("values", [{"anchor": FEBRUARY}, {"cadence_months": 3}])
def test_the_rhythm_stands_once_a_duty_is_published(values):
    duty = make.DutyFactory()
    assert held(changed(duty.rotation, **values)) == "rotation_stands_once_published"


def test_before_that_it_can_still_change():
    rotation = make.RotationFactory()
    assert Rotation.objects.filter(pk=rotation.pk).update(anchor=FEBRUARY) == 1


def test_a_position_belongs_to_one_seat():
    seat = make.SeatFactory()
    assert (
        held(lambda: make.SeatFactory(rotation=seat.rotation, position=seat.position)) == "seat_position_once"
    )


def test_a_unit_sits_once_at_a_time():
    seat = make.SeatFactory()
    again = {"rotation": seat.rotation, "unit": seat.unit}
    assert held(lambda: make.SeatFactory(**again)) == "seat_once_at_a_time"


def test_a_seat_ends_after_it_begins():
    assert held(lambda: make.SeatFactory(until_on=dt.date(2025, 12, 31))) == "seat_ends_after_start"


@pytest.mark.parametrize("values", [{"position": 7}, {"unit": 0}])
def test_a_seat_keeps_its_unit_and_its_position(values):
    values = {"unit": make.UnitFactory()} if "unit" in values else values
    assert held(changed(make.SeatFactory(), **values)) == "seat_stands"


def test_a_seat_can_be_closed():
    seat = make.SeatFactory()
    assert Seat.objects.filter(pk=seat.pk).update(until_on=FEBRUARY) == 1


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"until_on": dt.date(2026, 5, 31)}, "exemption_ends_after_start"),
        ({"reason": ""}, "exemption_with_reason"),
    ],
)
def test_an_exemption_has_a_span_and_a_reason(broken, name):
    assert held(lambda: make.ExemptionFactory(**broken)) == name


def test_exemptions_of_a_seat_do_not_overlap_unless_cancelled():
    first = make.ExemptionFactory()
    assert held(lambda: make.ExemptionFactory(seat=first.seat)) == "exemption_once_at_a_time"
    first.cancelled_at = timezone.now()
    first.save()
    make.ExemptionFactory(seat=first.seat)


def test_a_slot_of_a_period_is_published_once():
    duty = make.DutyFactory()
    assert held(lambda: make.DutyFactory(rotation=duty.rotation)) == "duty_once_per_slot"


def test_a_seat_serves_once_in_a_period():
    rotation = make.RotationFactory(slots=2)
    seat = make.DutyFactory(rotation=rotation).planned_seat
    twice = {"rotation": rotation, "planned_seat": seat, "slot": 2}
    assert held(lambda: make.DutyFactory(**twice)) == "duty_seat_once_per_period"


def test_a_unit_holds_one_slot_of_a_period():
    rotation = make.RotationFactory(slots=2)
    first, second = (make.DutyFactory(rotation=rotation, slot=slot) for slot in (1, 2))
    twice = {"duty": second, "to_unit": first.holder}
    assert held(lambda: make.DutyChangeFactory(**twice)) == "duty_holder_once_per_period"


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"period": dt.date(2026, 1, 15)}, "duty_period_is_a_first"),
        ({"slot": 0}, "duty_slot_positive"),
        ({"slot": 2}, "duty_fits_rotation"),
        ({"period": dt.date(2025, 12, 1)}, "duty_fits_rotation"),
    ],
)
def test_a_duty_is_a_slot_of_a_period_of_its_rotation(broken, name):
    rotation = make.RotationFactory()
    assert held(lambda: make.DutyFactory(rotation=rotation, **broken)) == name


def test_a_duty_begins_where_a_period_does():
    rotation = make.RotationFactory(cadence_months=3)
    assert held(lambda: make.DutyFactory(rotation=rotation, period=FEBRUARY)) == "duty_fits_rotation"


def test_a_duty_is_of_the_rotation_of_its_seat():
    foreign = make.SeatFactory()
    astray = {"rotation": make.RotationFactory(), "planned_seat": foreign}
    assert held(lambda: make.DutyFactory(**astray)) == "duty_seat_of_its_rotation"


def test_a_duty_begins_with_the_unit_of_its_seat():
    assert held(lambda: make.DutyFactory(holder=make.UnitFactory())) == "duty_begins_as_planned"


def test_what_was_published_stands():
    assert held(changed(make.DutyFactory(), period=FEBRUARY)) == "duty_stands"


def test_what_was_published_stays():
    duty = make.DutyFactory()
    assert held(lambda: Duty.objects.filter(pk=duty.pk).delete()) == "duty_stands"


def test_a_handover_has_its_note_and_its_person():
    duty = make.DutyFactory()
    assert held(changed(duty, handed_over_at=timezone.now())) == "duty_handed_over_with_note"


def test_nothing_is_received_before_it_is_handed_over():
    received = {"received_at": timezone.now(), "received_by": make.UserFactory()}
    assert held(changed(make.DutyFactory(), **received)) == "duty_received_after_handed_over"


def test_nobody_takes_a_duty_without_a_change_on_record():
    assert held(changed(make.DutyFactory(), holder=make.UnitFactory())) == "duty_holder_is_told"


def test_no_change_is_on_record_that_did_not_happen():
    change = make.DutyChangeFactory()
    assert held(changed(change.duty, holder=change.from_unit)) == "duty_holder_is_told"


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"state": "lost"}, "swap_state_known"),
        ({"state": "accepted"}, "swap_answered_by_somebody"),
        ({"answered_at": timezone.now()}, "swap_answered_by_somebody"),
    ],
)
def test_a_swap_is_answered_by_somebody_or_not_at_all(broken, name):
    assert held(lambda: make.SwapFactory(**broken)) == name


def test_a_swap_is_about_two_duties_of_two_units():
    swap = make.SwapFactory()
    assert held(changed(swap, duty_b=swap.duty_a)) == "swap_of_two_duties"
    assert held(changed(swap, unit_b=swap.unit_a)) == "swap_between_two_units"


def test_a_swap_is_proposed_once_at_a_time():
    swap = make.SwapFactory()
    again = {"duty_a": swap.duty_a, "duty_b": swap.duty_b}
    assert held(lambda: make.SwapFactory(**again)) == "swap_proposed_once"


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"kind": "whim"}, "duty_change_kind_known"),
        ({"reason": ""}, "duty_override_with_reason"),
        ({"kind": "swap"}, "duty_change_of_its_swap"),
    ],
)
def test_a_change_says_how_and_why(broken, name):
    duty, to_unit = make.DutyFactory(), make.UnitFactory()
    assert held(lambda: make.DutyChangeFactory(duty=duty, to_unit=to_unit, **broken)) == name


def test_a_change_is_between_two_units():
    duty = make.DutyFactory()
    assert (
        held(lambda: make.DutyChangeFactory(duty=duty, to_unit=duty.holder))
        == "duty_change_between_two_units"
    )


def test_a_swap_changes_a_duty_once():
    swap = make.SwapFactory()
    once = {"duty": swap.duty_a, "kind": "swap", "swap": swap, "to_unit": swap.unit_b}
    make.DutyChangeFactory(**once)
    twice = once | {"from_unit": swap.unit_b, "to_unit": swap.unit_a}
    assert held(lambda: make.DutyChangeFactory(**twice)) == "duty_changed_once_per_swap"


def test_a_change_stays_as_it_was_written():
    change = make.DutyChangeFactory()
    assert held(changed(change, reason="另写")) == "duty_change_stands"
    assert held(lambda: DutyChange.objects.filter(pk=change.pk).delete()) == "duty_change_stands"


def test_an_address_is_known_by_one_digest_and_shows_one_calendar():
    feed = make.FeedFactory()
    assert held(lambda: make.FeedFactory(digest=feed.digest)) == "feed_digest_once"
    assert held(lambda: make.FeedFactory(unit=make.UnitFactory())) == "feed_of_rotation_or_unit"
