from alliances.pairing.actions.agreeing import agree, decline, lapse_passed, propose, send_back, withdraw
from alliances.pairing.actions.drafting import change_draft, draft_pairing
from alliances.pairing.actions.ending import end_passed, renew, terminate, undo_pairing
from alliances.pairing.actions.filing import file_pairing
from alliances.pairing.actions.programmes import (
    appoint,
    change_programme,
    close_programme,
    open_programme,
    reopen_programme,
    set_up_post,
    vacate,
)
from alliances.pairing.actions.recording import link_record, record_visit, unlink_record
from alliances.pairing.actions.reminding import remind_all

__all__ = [
    "agree",
    "appoint",
    "change_draft",
    "change_programme",
    "close_programme",
    "decline",
    "draft_pairing",
    "end_passed",
    "file_pairing",
    "lapse_passed",
    "link_record",
    "open_programme",
    "propose",
    "record_visit",
    "remind_all",
    "renew",
    "reopen_programme",
    "send_back",
    "set_up_post",
    "terminate",
    "undo_pairing",
    "unlink_record",
    "vacate",
    "withdraw",
]
