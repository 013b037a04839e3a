"""议题: proposed by units ahead of the meeting, or put on it by who prepares it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.councils.behalf import need_basis
from alliances.meetings.actions.locking import lock_item, lock_meeting
from alliances.meetings.models import AgendaItem
from alliances.meetings.notices import agenda_key, tell_decided, tell_proposed
from alliances.meetings.states import AGENDA_MACHINE, BEFORE_IT, AgendaState
from portal.outbox.actions import cancel
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, undo_until, wrong_state
from portal.workflow.models import Step


def propose_item(item: AgendaItem, *, by: Any, basis: str = "") -> AgendaItem:
    """提出议题 for a unit, until the meeting is held; without a unit it is put on the agenda at once.

    Refusals: wrong_state, basis_needed, already_proposed.
    """
    with transaction.atomic():
        item.meeting = meeting = lock_meeting(item.meeting_id)
        demand(by, "agenda.propose" if item.unit else "agenda.decide", item)
        if item.unit:
            need_basis(by, item.unit.pk, meeting.alliance, basis)
        if meeting.state not in BEFORE_IT:
            raise wrong_state(meeting, "提出议题")
        same = meeting.agenda.filter(unit=item.unit, title=item.title).exclude(state=AgendaState.WITHDRAWN)
        if same.exists():
            raise Refusal("already_proposed", "同样的议题已经提出，无需重复填写。")
        item.proposed_by = by
        item.state = AgendaState.PROPOSED if item.unit else AgendaState.ACCEPTED
        item.save(force_insert=True)
        AGENDA_MACHINE.begin(item, "提出议题", Acting(by, for_unit=item.unit, basis=basis))
        if item.unit:
            tell_proposed(item)
    return item


def accept_item(item: AgendaItem, *, by: Any, opinion: str = "") -> AgendaItem:
    """列入议程. The unit hears of it when the ten minutes for undoing are over."""
    return _decide(item, "accept", by, opinion)


def not_take_item(item: AgendaItem, *, by: Any, opinion: str) -> AgendaItem:
    """暂不列入, with an answer to the unit. Refusals: reason_needed, wrong_state."""
    if not opinion.strip():
        raise Refusal("reason_needed", "请写明答复，提出单位会看到这句话。")
    return _decide(item, "not-take", by, opinion)


def withdraw_item(item: AgendaItem, *, by: Any, basis: str = "") -> AgendaItem:
    """撤回 by the unit, as long as nobody decided. Refusals: basis_needed, wrong_state."""
    with transaction.atomic():
        locked = lock_item(item)
        demand(by, "agenda.withdraw", locked)
        if locked.unit is not None:
            need_basis(by, locked.unit.pk, locked.meeting.alliance, basis)
        AGENDA_MACHINE.take(locked, "withdraw", Acting(by, for_unit=locked.unit, basis=basis))
    return locked


def order_item(item: AgendaItem, *, by: Any, sort: int) -> AgendaItem:
    """Its place on the agenda."""
    with transaction.atomic():
        locked = lock_item(item)
        demand(by, "agenda.decide", locked)
        locked.sort = sort
        locked.version += 1
        locked.save(update_fields=["sort", "version"])
    return locked


def undo_item(item: AgendaItem, *, by: Any) -> AgendaItem:
    """Take back one's own decision within ten minutes; its notice is withdrawn with it."""
    with transaction.atomic():
        locked = lock_item(item)
        _refuse_late(locked)
        undone = AGENDA_MACHINE.last_undoable(locked, by)
        cancel(agenda_key(locked, undone.verb))
        AGENDA_MACHINE.undo(locked, Acting(by), answer=_answer_before(locked, undone.from_state))
    return locked


def _decide(item: AgendaItem, verb: str, by: Any, opinion: str) -> AgendaItem:
    with transaction.atomic():
        locked = lock_item(item)
        demand(by, "agenda.decide", locked)
        _refuse_late(locked)
        AGENDA_MACHINE.take(locked, verb, Acting(by, opinion=opinion), answer=opinion)
        tell_decided(locked, verb, due_at=undo_until(timezone.now()))
    return locked


def _answer_before(item: AgendaItem, state: str) -> str:
    """Why it was not taken, where it goes back to that; the trail knows."""
    if state != AgendaState.NOT_TAKEN:
        return ""
    return Step.objects.about(item).filter(verb="not-take").latest("id").opinion


def _refuse_late(item: AgendaItem) -> None:
    if item.meeting.state not in BEFORE_IT:
        raise wrong_state(item.meeting, "调整议程")
