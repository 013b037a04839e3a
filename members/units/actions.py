"""The verbs of units: entering, changing, merging, closing; and their enrolments in streets."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.places.models import Region, policy_of
from members.places.points import refuse_half_a_point
from members.rules import reviews
from members.units.models import Enrolment, EnrolmentState, Unit, UnitState
from members.units.notices import tell_people
from members.units.states import ENROLMENT_MACHINE, LIVE, TAKING_PART, UNIT_MACHINE
from portal.permits import demand, may
from portal.refusals import Refusal
from portal.workflow.machine import Acting

UNIT_FIELDS = (
    *("kind", "name", "aliases", "uscc", "neighbourhood"),
    *("party_form", "party_members", "superior", "address", "latitude", "longitude", "custom"),
)
USCC_TAKEN = "这个统一社会信用代码已属于另一家单位，请核对。"
RELATED = {Unit: ("kind", "district"), Enrolment: ("unit", "region")}
CONTACT_FIELDS = ("secretary_name", "liaison_name", "liaison_phone")


def enter_unit(unit: Unit, region: Region, *, by: Any, **terms: Any) -> Enrolment:
    """Keep a unit nobody has entered yet and enrol it in the street, both or neither."""
    demand(by, "enrolments.enter", Enrolment(unit=unit, region=region))
    with transaction.atomic():
        Region.objects.select_for_update(no_key=True).get(pk=unit.district_id)
        refuse_odd_kind(unit)
        refuse_taken_names(unit)
        refuse_half_a_point(unit.latitude, unit.longitude)
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
        raise Refusal(
            "already_enrolled", f"{enrolment.unit}已在{enrolment.region}入册，或正在申请，不必再办。"
        )
    if same.filter(until_on__gte=enrolment.from_on).exists():
        raise Refusal("already_enrolled", "加入时间须在上次退出之后，请改一个日期。")


def refuse_taken_names(unit: Unit) -> None:
    """Names are unique within a district, credit codes everywhere."""
    others = Unit.objects.exclude(pk=unit.pk)
    if others.filter(district=unit.district, name=unit.name).exists():
        raise Refusal("name_taken", f"{unit.district}已有名为“{unit.name}”的单位，请从名册中选择它入册。")
    if unit.uscc and others.filter(uscc=unit.uscc).exists():
        raise Refusal("uscc_taken", USCC_TAKEN)
    if unit.neighbourhood_id and others.filter(neighbourhood=unit.neighbourhood_id).exists():
        raise Refusal("neighbourhood_taken", f"{unit.neighbourhood}已对应另一家单位，请核对。")


def approve(enrolment: Enrolment, *, by: Any, opinion: str = "") -> Enrolment:
    """同意入册: the unit takes part from the day it asked for."""
    return move_enrolment(enrolment, "approve", by=by, opinion=opinion)


def decline(enrolment: Enrolment, *, by: Any, opinion: str = "") -> Enrolment:
    """不予入册, with the reason. The unit may apply again from the next day."""
    if not opinion:
        raise Refusal("reason_needed", "请写明不予入册的原因，申请单位会看到。")
    return move_enrolment(enrolment, "decline", by=by, opinion=opinion, until_on=first_day(enrolment))


def first_day(enrolment: Enrolment) -> dt.date:
    """The day it was asked for: what is declined ends as it would have begun. Today where none was said."""
    return enrolment.from_on or timezone.localdate()


def suspend(enrolment: Enrolment, *, by: Any, opinion: str = "") -> Enrolment:
    """暂停: the unit still sees the street's matters, and takes on nothing new."""
    return move_enrolment(enrolment, "suspend", by=by, opinion=opinion)


def resume(enrolment: Enrolment, *, by: Any, opinion: str = "") -> Enrolment:
    return move_enrolment(enrolment, "resume", by=by, opinion=opinion)


def leave(enrolment: Enrolment, *, by: Any, on: dt.date | None = None, opinion: str = "") -> Enrolment:
    """退出 on a day, today unless told; the authority of the unit's people in that street ends with it."""
    demand(by, "enrolments.leave", enrolment)
    with transaction.atomic():
        enrolment = locked(enrolment)
        _leave(enrolment, on or timezone.localdate(), Acting(by, opinion=opinion))
    return enrolment


def _leave(enrolment: Enrolment, on: dt.date, acting: Acting) -> None:
    if on > timezone.localdate():
        raise Refusal("too_early", "退出时间不能晚于今天。到了那一天再办理。")
    if enrolment.from_on and on < enrolment.from_on:
        raise Refusal("before_start", f"退出时间不能早于加入时间 {enrolment.from_on}。")
    tell_people(enrolment, ENROLMENT_MACHINE.take(enrolment, "leave", acting, until_on=on))
    appointments = enrolment.appointments.not_over(on)
    appointments.filter(from_on__gt=on).delete()
    appointments.update(until_on=on)


def move_enrolment(
    enrolment: Enrolment, verb: str, *, by: Any, opinion: str = "", **changes: Any
) -> Enrolment:
    demand(by, f"enrolments.{verb}", enrolment)
    with transaction.atomic():
        enrolment = locked(enrolment)
        step = ENROLMENT_MACHINE.take(enrolment, verb, Acting(by, opinion=opinion), **changes)
        tell_people(enrolment, step)
    return enrolment


def change_contacts(enrolment: Enrolment, *, by: Any, **contacts: str) -> Enrolment:
    """书记, 联络员 and phone as this street knows them. Accounts are another matter: see `hand_over`."""
    demand(by, "enrolments.change_contacts", enrolment)
    with transaction.atomic():
        enrolment = locked(enrolment)
        return change_fields(enrolment, {name: contacts[name] for name in CONTACT_FIELDS if name in contacts})


def change_unit(unit: Unit, *, by: Any, **fields: Any) -> Unit:
    """The facts of a unit. A former name stays as an alias, so that old ledgers still find it."""
    demand(by, "units.change", unit)
    with transaction.atomic():
        Region.objects.select_for_update(no_key=True).get(pk=unit.district_id)
        unit = locked(unit)
        former = [unit.name] if fields.get("name", unit.name) != unit.name else []
        aliases = dict.fromkeys([*fields.get("aliases", unit.aliases), *former])
        fields["aliases"] = [alias for alias in aliases if alias != fields.get("name", unit.name)]
        changed = {name: fields[name] for name in UNIT_FIELDS if name in fields}
        for name, value in changed.items():
            setattr(unit, name, value)
        refuse_odd_kind(unit)
        refuse_taken_names(unit)
        refuse_half_a_point(unit.latitude, unit.longitude)
        return change_fields(unit, changed)


def merge_units(
    unit: Unit, into: Iterable[Unit], *, by: Any, on: dt.date | None = None, opinion: str = ""
) -> Unit:
    """撤并 into one or several successors, which join the streets the unit was in and are not in yet.

    The unit keeps its records and its page; its enrolments end on the day, today unless told. With one
    successor the old name leads there.
    """
    demand(by, "units.merge", unit)
    successors = list(into)
    refuse_odd_successors(unit, successors)
    acting = Acting(by, opinion=opinion or f"并入{'、'.join(map(str, successors))}")
    with transaction.atomic():
        unit = locked(unit)
        UNIT_MACHINE.take(unit, "merge", acting)
        unit.successors.set(successors)
        for enrolment in end_enrolments(unit, on or timezone.localdate(), acting):
            for successor in successors:
                join_where_missing(successor, enrolment, acting)
        if len(successors) == 1:
            add_alias(successors[0], unit.name)
    return unit


def close_unit(unit: Unit, *, by: Any, on: dt.date | None = None, opinion: str = "") -> Unit:
    """注销: the unit is no more; its enrolments end on the day, today unless told."""
    demand(by, "units.close", unit)
    acting = Acting(by, opinion=opinion)
    with transaction.atomic():
        unit = locked(unit)
        UNIT_MACHINE.take(unit, "close", acting)
        end_enrolments(unit, on or timezone.localdate(), acting)
    return unit


def refuse_odd_successors(unit: Unit, successors: list[Unit]) -> None:
    if not successors:
        raise Refusal("no_successor", "请选择承接单位。没有承接单位的，请用“注销”。")
    if unit in successors:
        raise Refusal("own_successor", "承接单位不能是撤并的单位自己。")
    gone = [str(successor) for successor in successors if successor.state != UnitState.ACTIVE]
    if gone:
        raise Refusal("successor_gone", f"{'、'.join(gone)}已撤并或注销，不能承接。")


def refuse_odd_kind(unit: Unit) -> None:
    """居民区 and 村 stand one-to-one for a place of the tree, other units for none."""
    if unit.kind.is_neighbourhood and unit.neighbourhood_id is None:
        raise Refusal("neighbourhood_needed", f"单位类别是{unit.kind}，请选择对应的村居。")
    if not unit.kind.is_neighbourhood and unit.neighbourhood_id is not None:
        raise Refusal("neighbourhood_odd", f"只有居民区、村才对应村居，单位类别{unit.kind}请留空。")


def end_enrolments(unit: Unit, on: dt.date, acting: Acting) -> list[Enrolment]:
    """End what is live, declining what was only applied for. Gives the enrolments the unit took part by."""
    rows = unit.enrolments.filter(state__in=LIVE).select_related("unit", "region").order_by("pk")
    live = list(rows.select_for_update(no_key=True, of=("self",)))
    took_part = [enrolment for enrolment in live if enrolment.state in TAKING_PART]
    for enrolment in live:
        if enrolment.state in TAKING_PART:
            _leave(enrolment, on, acting)
        else:
            ENROLMENT_MACHINE.take(enrolment, "decline", acting, until_on=first_day(enrolment))
    return took_part


def join_where_missing(successor: Unit, former: Enrolment, acting: Acting) -> None:
    same = Enrolment.objects.filter(unit=successor, region=former.region)
    if not same.filter(Q(state__in=LIVE) | Q(until_on__gte=former.until_on)).exists():
        joined = Enrolment.objects.create(unit=successor, region=former.region, from_on=former.until_on)
        ENROLMENT_MACHINE.begin(joined, "承接入册", acting)


def add_alias(unit: Unit, name: str) -> None:
    unit = locked(unit)
    if name not in unit.aliases:
        change_fields(unit, {"aliases": [*unit.aliases, name]})


def change_fields(subject: Any, changes: dict[str, Any]) -> Any:
    """Save these fields of a locked row, and count its version."""
    for name, value in changes.items():
        setattr(subject, name, value)
    subject.version += 1
    subject.save(update_fields=["version", *changes])
    return subject


def locked(subject: Any) -> Any:
    """The row re-read under its lock; held until the transaction ends."""
    rows = type(subject).objects.select_related(*RELATED[type(subject)])
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=subject.pk)
