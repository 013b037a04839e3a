"""The verbs of units: entering, changing, merging, closing; and their enrolments in streets."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.places.models import Region, policy_of
from members.rules import reviews
from members.units.models import Enrolment, EnrolmentState, Unit
from members.units.states import ENROLMENT_MACHINE, LIVE, TAKING_PART, UNIT_MACHINE
from portal.permits import demand, may
from portal.refusals import Refusal
from portal.workflow.machine import Acting

UNIT_FIELDS = (
    *("kind", "name", "aliases", "uscc", "neighbourhood"),
    *("party_form", "party_members", "superior", "address", "custom"),
)
CONTACT_FIELDS = ("secretary_name", "liaison_name", "liaison_phone")


def enter_unit(unit: Unit, region: Region, *, by: Any, **terms: Any) -> Enrolment:
    """Keep a unit nobody has entered yet and enrol it in the street, both or neither."""
    demand(by, "enrolments.enter", Enrolment(unit=unit, region=region))
    with transaction.atomic():
        refuse_taken_names(unit)
        unit.save()
        return enrol_unit(unit, region, by=by, **terms)


def enrol_unit(
    unit: Unit,
    region: Region,
    *,
    by: Any,
    from_on: dt.date | None = None,
    number: int | None = None,
    opinion: str = "",
    **contacts: str,
) -> Enrolment:
    """A unit joins a street: at once where its office enters it and may decide, else 申请中.

    An office that separates 经办 from 审核 approves what its own clerk enters; a unit that applies
    for itself waits for the office in any case. Dates are local days, `from_on` today unless told.
    """
    enrolment = Enrolment(unit=unit, region=region, number=number, from_on=from_on or timezone.localdate())
    for field in CONTACT_FIELDS:
        setattr(enrolment, field, contacts.pop(field, ""))
    enrolment.state = first_state(enrolment, by)
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        refuse_overlap(enrolment)
        enrolment.save()
        own = by is not None and not may(by, "enrolments.enter", enrolment)
        acting = Acting(by, for_unit=unit if own else None, opinion=opinion)
        ENROLMENT_MACHINE.begin(enrolment, "申请入册" if own else "登记入册", acting)
    return enrolment


def first_state(enrolment: Enrolment, by: Any) -> EnrolmentState:
    """Raises Forbidden for somebody of neither the office nor the unit."""
    if by is None:
        return EnrolmentState.ACTIVE
    if not may(by, "enrolments.enter", enrolment):
        demand(by, "enrolments.apply", enrolment)
        return EnrolmentState.APPLIED
    decides = reviews(by, enrolment.region_id) or not policy_of(enrolment.region).four_eyes
    return EnrolmentState.ACTIVE if decides else EnrolmentState.APPLIED


def refuse_overlap(enrolment: Enrolment) -> None:
    """One enrolment of a unit in a street at a time. The unit's row is locked."""
    same = Enrolment.objects.filter(unit=enrolment.unit, region=enrolment.region)
    if same.filter(state__in=LIVE).exists():
        raise Refusal("already_enrolled", f"{enrolment.unit}已在{enrolment.region}入册，或正在申请，不必再办。")
    if same.filter(until_on__gte=enrolment.from_on).exists():
        raise Refusal("already_enrolled", "加入时间须在上次退出之后，请改一个日期。")


def refuse_taken_names(unit: Unit) -> None:
    """Names are unique within a district, credit codes everywhere."""
    others = Unit.objects.exclude(pk=unit.pk)
    if others.filter(district=unit.district, name=unit.name).exists():
        raise Refusal("name_taken", f"{unit.district}已有名为“{unit.name}”的单位，请从名册中选择它入册。")
    if unit.uscc and others.filter(uscc=unit.uscc).exists():
        raise Refusal("uscc_taken", "这个统一社会信用代码已属于另一家单位，请核对。")
    if unit.neighbourhood_id and others.filter(neighbourhood=unit.neighbourhood_id).exists():
        raise Refusal("neighbourhood_taken", f"{unit.neighbourhood}已对应另一家单位，请核对。")


def approve(enrolment: Enrolment, *, by: Any, opinion: str = "") -> Enrolment:
    """同意入册: the unit takes part from the day it asked for."""
    return move_enrolment(enrolment, "approve", by=by, opinion=opinion)


def decline(enrolment: Enrolment, *, by: Any, opinion: str = "") -> Enrolment:
    """不予入册, with the reason. The unit may apply again from the next day."""
    if not opinion:
        raise Refusal("reason_needed", "请写明不予入册的原因，申请单位会看到。")
    return move_enrolment(enrolment, "decline", by=by, opinion=opinion, until_on=enrolment.from_on)


def suspend(enrolment: Enrolment, *, by: Any, opinion: str = "") -> Enrolment:
    """暂停: the unit still sees the street's matters, and takes on nothing new."""
    return move_enrolment(enrolment, "suspend", by=by, opinion=opinion)


def resume(enrolment: Enrolment, *, by: Any, opinion: str = "") -> Enrolment:
    return move_enrolment(enrolment, "resume", by=by, opinion=opinion)


def leave(enrolment: Enrolment, *, by: Any, on: dt.date | None = None, opinion: str = "") -> Enrolment:
    """退出 on a day, today unless told; the authority of the unit's people in that street ends with it."""
    demand(by, "enrolments.leave", enrolment)
    on = on or timezone.localdate()
    with transaction.atomic():
        enrolment = locked_enrolment(enrolment)
        ENROLMENT_MACHINE_check(enrolment, on)
        _leave(enrolment, on, Acting(by, opinion=opinion))
    return enrolment


def move_enrolment(
    enrolment: Enrolment, verb: str, *, by: Any, opinion: str = "", **changes: Any
) -> Enrolment:
    demand(by, f"enrolments.{verb}", enrolment)
    with transaction.atomic():
        enrolment = locked_enrolment(enrolment)
        ENROLMENT_MACHINE.take(enrolment, verb, Acting(by, opinion=opinion), **changes)
    return enrolment
