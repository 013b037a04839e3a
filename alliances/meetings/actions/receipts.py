"""通知回执: what a unit answers, until the meeting is held."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.councils.behalf import need_basis
from alliances.meetings.actions.locking import lock_meeting
from alliances.meetings.models import Answer, Invitation, Meeting
from alliances.meetings.states import MEETING_MACHINE, TOOK_PLACE, MeetingState
from members.units.models import Unit
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, wrong_state


def answer_meeting(
    meeting: Meeting,
    unit: Unit,
    *,
    by: Any,
    answer: str,
    who: str = "",
    reason: str = "",
    basis: str = "",
) -> Invitation:
    """参加, 代会 with who comes, or 请假 with why. May be changed until the meeting is held.

    The trail says that and how the unit answered; names and reasons of persons stay with the receipt.
    Refusals: not_asked, already_held, wrong_state, who_needed, reason_needed, basis_needed.
    """
    with transaction.atomic():
        locked = lock_meeting(meeting.pk)
        invitation = _invitation(locked, unit)
        demand(by, "invitations.answer", invitation)
        need_basis(by, unit.pk, locked.alliance, basis)
        _refuse_late(locked)
        said = {"answer": answer, "who": who.strip(), "reason": reason.strip(), "basis": basis}
        _check(said)
        if any(getattr(invitation, name) != value for name, value in said.items()):
            _save(invitation, said, by)
            words = invitation.get_answer_display()
            acting = Acting(by, for_unit=unit, opinion=words, basis=basis)
            MEETING_MACHINE.note(locked, "receipt", "回执", acting)
    return invitation


def _invitation(meeting: Meeting, unit: Unit) -> Invitation:
    found = meeting.invitations.select_related("unit").filter(unit=unit).first()
    if found is None:
        raise Refusal("not_asked", f"这次会议没有通知{unit}，不需要回执。如需参加，请联系党建办。")
    found.meeting = meeting
    return found


def _refuse_late(meeting: Meeting) -> None:
    if meeting.state in TOOK_PLACE:
        raise Refusal("already_held", "会议已召开，回执不能再改。")
    if meeting.state != MeetingState.CALLED:
        raise wrong_state(meeting, "回执")


def _check(said: dict[str, str]) -> None:
    if said["answer"] == Answer.SUBSTITUTE and not said["who"]:
        raise Refusal("who_needed", "请写明由谁代会。")
    if said["answer"] == Answer.LEAVE and not said["reason"]:
        raise Refusal("reason_needed", "请写明请假原因。")


def _save(invitation: Invitation, said: dict[str, str], by: Any) -> None:
    """Who takes leave sends nobody, and who comes has no reason to stay away."""
    unsaid = {Answer.LEAVE: "who"}.get(Answer(said["answer"]), "reason")
    for name, value in (said | {unsaid: ""}).items():
        setattr(invitation, name, value)
    invitation.answered_at, invitation.answered_by = timezone.now(), by
    invitation.version += 1
    invitation.save(update_fields=[*said, "answered_at", "answered_by", "version"])
