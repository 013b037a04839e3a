"""The verbs of meetings: what pages, API, jobs and commands call."""

from alliances.meetings.actions.agenda import (
    accept_item,
    not_take_item,
    order_item,
    propose_item,
    undo_item,
    withdraw_item,
)
from alliances.meetings.actions.arriving import arrive, tick_arrivals
from alliances.meetings.actions.calling import call_meeting, cancel_meeting, hold_meeting, undo_meeting
from alliances.meetings.actions.following import (
    escalate_resolution,
    hurry_resolution,
    recheck_finding,
    undo_resolution,
)
from alliances.meetings.actions.minutes import publish_minutes
from alliances.meetings.actions.preparing import ask_further, change_meeting, choose_units, prepare_meeting
from alliances.meetings.actions.receipts import answer_meeting
from alliances.meetings.actions.recording import record_meeting, record_resolutions
from alliances.meetings.actions.resolving import (
    attach_evidence,
    change_resolution,
    close_resolution,
    drop_resolution,
    enter_resolution,
    report_resolution,
    send_back_resolution,
)

__all__ = [
    "accept_item",
    "answer_meeting",
    "arrive",
    "ask_further",
    "attach_evidence",
    "call_meeting",
    "cancel_meeting",
    "change_meeting",
    "change_resolution",
    "choose_units",
    "close_resolution",
    "drop_resolution",
    "enter_resolution",
    "escalate_resolution",
    "hold_meeting",
    "hurry_resolution",
    "not_take_item",
    "order_item",
    "prepare_meeting",
    "propose_item",
    "publish_minutes",
    "recheck_finding",
    "record_meeting",
    "record_resolutions",
    "report_resolution",
    "send_back_resolution",
    "tick_arrivals",
    "undo_item",
    "undo_meeting",
    "undo_resolution",
    "withdraw_item",
]
