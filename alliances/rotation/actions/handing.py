"""What the unit on duty says of its period, handing over at its end, and receiving."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.councils.behalf import need_basis
from alliances.rotation.actions.overriding import lock_duty
from alliances.rotation.models import Duty
from alliances.rotation.notices import tell_received
from alliances.rotation.reading import successor_of
from alliances.rotation.trail import note_duty
from portal.permits import demand
from portal.refusals import Refusal


def describe_duty(duty: Duty, *, by: Any, theme: str, plan: str, basis: str = "") -> Duty:
    """本期主题和安排, by the unit on duty. Refusals: received, basis_needed."""
    with transaction.atomic():
        locked = _lock(duty, "duties.describe", by, basis)
        _refuse_received(locked)
        locked.theme, locked.plan = theme, plan
        _save(locked, "theme", "plan")
        note_duty(locked, "describe", "填写本期安排", by, unit=locked.holder, basis=basis)
    return locked


def hand_over(duty: Duty, *, by: Any, note: str, basis: str = "", today: dt.date | None = None) -> Duty:
    """交接 with a note; until it is received it can be handed over again with a better one.

    Refusals: note_needed, too_early, received, basis_needed.
    """
    with transaction.atomic():
        locked = _lock(duty, "duties.hand_over", by, basis)
        if not note.strip():
            raise Refusal("note_needed", "请写一句交接说明，让下一家知道接着做什么。")
        if locked.period > (today or timezone.localdate()):
            raise Refusal("too_early", f"{locked.words}还没有开始，不能交接。")
        _refuse_received(locked)
        locked.handover_note, locked.handed_over_at, locked.handed_over_by = note.strip(), timezone.now(), by
        _save(locked, "handover_note", "handed_over_at", "handed_over_by")
        note_duty(locked, "hand-over", "交接", by, unit=locked.holder, basis=basis)
        after = successor_of(locked)
        if after is not None:
            after.rotation = locked.rotation
            tell_received(locked, after)
    return locked


def receive(duty: Duty, *, by: Any, basis: str = "") -> Duty:
    """接收, by the unit of the next period; without one, by the office. Again changes nothing.

    Refusals: not_handed_over, basis_needed.
    """
    with transaction.atomic():
        locked = lock_duty(duty.pk)
        demand(by, "duties.receive", locked, sentence="由下一期的轮值单位接收。")
        if locked.received_at is not None:
            return locked
        if locked.handed_over_at is None:
            raise Refusal("not_handed_over", f"{locked.holder}还没有交接，请先联系对方。")
        after = successor_of(locked)
        unit = after.holder if after else None
        if unit is not None:
            need_basis(by, unit.pk, locked.rotation.alliance, basis)
        locked.received_at, locked.received_by = timezone.now(), by
        _save(locked, "received_at", "received_by")
        note_duty(locked, "receive", "接收", by, unit=unit, basis=basis)
    return locked


def _lock(duty: Duty, rule: str, by: Any, basis: str) -> Duty:
    locked = lock_duty(duty.pk)
    demand(by, rule, locked)
    need_basis(by, locked.holder_id, locked.rotation.alliance, basis)
    if locked.is_cancelled:
        raise Refusal("ended", f"{locked.rotation.name}已经停止，{locked.words}不再举行。")
    return locked


def _refuse_received(duty: Duty) -> None:
    if duty.received_at is not None:
        raise Refusal("received", "下一家已经接收，不能再改。补充事项请直接告诉对方。")


def _save(duty: Duty, *names: str) -> None:
    duty.version += 1
    duty.save(update_fields=[*names, "version"])
