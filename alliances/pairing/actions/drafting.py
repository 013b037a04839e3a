"""Drafting a pairing: who with whom, for how long, what is to be done. By the office or either side."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from alliances.pairing.actions.programmes import refuse_closed
from alliances.pairing.locking import lock_pairing, lock_programme
from alliances.pairing.models import POST_MODES, Commitment, Mode, Pairing, Post, Programme, Side
from alliances.pairing.planning import fitting_mode, last_day_of_term
from alliances.pairing.rules import acts_on
from alliances.pairing.states import BETWEEN, PAIRING_MACHINE, PairingState
from members.behalf import refuse_without_basis
from members.rules import in_office
from members.units.models import Enrolment, Unit, UnitState
from portal.constraints import refused_as
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, wrong_state

TEXT = ("mode", "from_on", "until_on", "aim", "terms", "signed_on")
"""What a draft's form changes."""

OVERLAPS = Refusal("already_paired", "双方在这个批次里已有结对（或草稿），时间重叠。请打开已有的那一条。")


def draft_pairing(
    programme: Programme,
    *,
    host: Unit,
    partner: Unit | None = None,
    post: Post | None = None,
    by: Any,
    mode: str = "",
    from_on: dt.date | None = None,
    until_on: dt.date | None = None,
    aim: str = "",
    terms: str = "",
    renews: Pairing | None = None,
    commitments: Iterable[Commitment] = (),
) -> Pairing:
    """草拟. Without a mode the round's first that fits; without days from today for the round's term.

    Refusals: closed, partner_needed, with_oneself, not_enrolled, unit_ended, odd_mode, odd_host,
    dates_reversed, already_paired.
    """
    with transaction.atomic():
        locked = lock_programme(programme.pk)
        begins = from_on or max(timezone.localdate(), locked.from_on)
        pairing = Pairing(
            programme=locked,
            host=host,
            partner=partner,
            post=post,
            mode=mode or _mode_for(locked, host, partner),
            from_on=begins,
            until_on=until_on or last_day_of_term(begins, locked.term_months),
            aim=aim,
            terms=terms,
            renews=renews,
            drafted_by=by,
        )
        demand(by, "pairings.draft", pairing)
        refuse_closed(locked)
        check_sides(pairing)
        check_text(pairing)
        pairing.drafted_for = _own_side(by, pairing)
        save_between(pairing, force_insert=True)
        write_commitments(pairing, commitments)
        PAIRING_MACHINE.begin(pairing, "草拟", Acting(by, for_unit=pairing.drafted_for))
    return pairing


def change_draft(
    pairing: Pairing, *, by: Any, commitments: Iterable[Commitment] | None = None, **terms: Any
) -> Pairing:
    """Change what a draft says; without `commitments` those stay.

    Refusals: wrong_state, odd_mode, dates_reversed, already_paired.
    """
    with transaction.atomic():
        locked = lock_pairing(pairing)
        demand(by, "pairings.draft", locked)
        if locked.state != PairingState.DRAFTED:
            raise wrong_state(locked, "修改")
        for name, value in terms.items():
            setattr(locked, name, value)
        check_text(locked)
        locked.version += 1
        save_between(locked, update_fields=[*terms, "version"])
        if commitments is not None:
            locked.commitments.all().delete()
            write_commitments(locked, commitments)
    return locked


def write_commitments(pairing: Pairing, commitments: Iterable[Commitment]) -> None:
    """Numbered in the order given."""
    rows = []
    for ordinal, row in enumerate(commitments, start=1):
        row.pairing, row.ordinal = pairing, ordinal
        rows.append(row)
    Commitment.objects.bulk_create(rows)


def copied(commitments: Iterable[Commitment]) -> list[Commitment]:
    """The same undertakings for another pairing, without their days: those belong to the term before."""
    names = ("by_side", "what", "measure", "quantity")
    return [Commitment(**{name: getattr(row, name) for name in names}) for row in commitments]


def need_basis(by: Any, pairing: Pairing, side: str, basis: str) -> None:
    """Raises Refusal `basis_needed` where staff act for a side that is not theirs without saying why."""
    if by is not None and in_office(by, pairing.region_id) and not acts_on(by, pairing, side):
        refuse_without_basis(basis)


def check_sides(pairing: Pairing) -> None:
    if (pairing.partner is None) == (pairing.post is None):
        raise Refusal("partner_needed", "请选择结对单位；领导联系、企业指导员选择岗位。只选一个。")
    if pairing.partner_id == pairing.host_id:
        raise Refusal("with_oneself", "不能和自己结对，请选择另一家单位。")
    if (pairing.mode in POST_MODES) != (pairing.post is not None):
        raise Refusal(
            "odd_mode", f"{pairing.get_mode_display()}与所选的一方不符：岗位只用于双结对和企业指导员。"
        )
    refuse_strangers(pairing)


def refuse_strangers(pairing: Pairing) -> None:
    """Both are on the rolls of the round's place, and neither has ended."""
    units = [unit for unit in (pairing.host, pairing.partner) if unit is not None]
    for unit in units:
        if unit.state != UnitState.ACTIVE:
            raise Refusal("unit_ended", f"{unit}已{unit.get_state_display()}，不能结对。")
    region = pairing.programme.region
    enrolled = Enrolment.objects.active().filter(region__code__startswith=region.code, unit__in=units)
    known = set(enrolled.values_list("unit_id", flat=True))
    strangers = [str(unit) for unit in units if unit.pk not in known]
    if strangers:
        raise Refusal("not_enrolled", f"{'、'.join(strangers)}没有在{region}入册，请先办理入册。")


def check_text(pairing: Pairing) -> None:
    programme = pairing.programme
    if pairing.mode not in programme.modes:
        names = "、".join(Mode(mode).label for mode in programme.modes)
        raise Refusal("odd_mode", f"“{programme}”的结对类型是{names}，请从中选择。")
    if pairing.mode == Mode.LEADERS and pairing.host.neighbourhood_id is None:
        raise Refusal("odd_host", "双结对由领导岗位联系村居，请选择居民区或村。")
    if pairing.mode == Mode.INSTRUCTORS and pairing.host.neighbourhood_id is not None:
        raise Refusal("odd_host", "企业指导员联系的是企业，请选择企业。")
    if pairing.until_on < pairing.from_on:
        raise Refusal("dates_reversed", "截止日期在起始日期之前，请核对。")


def save_between(pairing: Pairing, **how: Any) -> None:
    """Save it, saying which pairing of the same two stands in the way; the database refuses it anyway."""
    other = _between(pairing).first()
    if other is not None:
        raise Refusal(
            "already_paired",
            f"{pairing.host}与{pairing.other}在“{pairing.programme}”里已有{other.get_state_display()}的结对"
            f"（{other.from_on:%Y-%m-%d} 至 {other.last_on:%Y-%m-%d}），时间重叠，请打开那一条办理。",
        )
    with refused_as({"pairing_once_at_a_time": OVERLAPS, "pairing_of_a_post_once_at_a_time": OVERLAPS}):
        pairing.save(**how)


def _between(pairing: Pairing) -> Any:
    """Those of the same two in the same round whose time overlaps."""
    same = Pairing.objects.between(pairing.host_id, pairing.partner_id, pairing.post_id)
    rows = same.filter(programme=pairing.programme_id).exclude(pk=pairing.pk)
    standing = Q(state__in=BETWEEN, until_on__gte=pairing.from_on) | Q(
        state=PairingState.TERMINATED, ended_on__gte=pairing.from_on
    )
    return rows.filter(standing, from_on__lte=pairing.until_on).order_by("from_on")


def _mode_for(programme: Programme, host: Unit, partner: Unit | None) -> str:
    if partner is None:
        of_posts: Sequence[str] = [mode for mode in programme.modes if mode in POST_MODES]
        return of_posts[0] if of_posts else programme.modes[0]
    of_units = [mode for mode in programme.modes if mode not in POST_MODES] or programme.modes
    return fitting_mode(of_units, str(host.kind), str(partner.kind))


def _own_side(by: Any, pairing: Pairing) -> Unit | None:
    if acts_on(by, pairing, Side.HOST):
        return pairing.host
    return pairing.partner if acts_on(by, pairing, Side.PARTNER) else None
