"""The moves of meetings, agenda items and resolutions as pages offer them: words, and what each asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from alliances.meetings import actions
from alliances.meetings.authority import WORDINGS
from alliances.meetings.models import AgendaItem, Meeting, Resolution, ResolutionKind
from alliances.meetings.states import AGENDA_MACHINE, MEETING_MACHINE, RESOLUTION_MACHINE, ResolutionState
from portal.permits import may


@dataclass(frozen=True)
class Verb:
    """`says`: the label of the sentence it takes, none where it takes none; `needed`: not without it.

    `named`: the word by which the action takes the sentence. `in_name`: done in a unit's name, so staff say
    on what basis.
    """

    name: str
    label: str
    act: Callable[..., Any]
    rule: str
    done: str
    help: str = ""
    says: str = ""
    needed: bool = False
    named: str = "opinion"
    in_name: bool = False

    def words(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """What the form took, as the action takes it."""
        said = {self.named if name == "opinion" else name: value for name, value in cleaned.items()}
        return {name: value for name, value in said.items() if value}


def _meeting(name: str, act: Callable[..., Any], done: str, **terms: Any) -> Verb:
    return Verb(name, MEETING_MACHINE.moves[name].label, act, "meetings.run", done, **terms)


MEETING_VERBS = {
    verb.name: verb
    for verb in (
        _meeting(
            "call",
            actions.call_meeting,
            "已发出通知",
            help="十分钟后各单位收到通知，其间可以撤回。",
            says="临时召开原因（来不及按章程提前通知时填写）",
            named="urgent_reason",
        ),
        _meeting(
            "hold", actions.hold_meeting, "已标记为召开", help="召开后回执不能再改，可以登记议定事项和纪要。"
        ),
        _meeting(
            "cancel",
            actions.cancel_meeting,
            "已取消",
            help="已收到通知的单位会看到原因。",
            says="取消原因",
            needed=True,
            named="reason",
        ),
    )
}

AGENDA_VERBS = {
    "accept": Verb("accept", "列入议程", actions.accept_item, "agenda.decide", "已列入议程"),
    "not-take": Verb(
        "not-take",
        "暂不列入",
        actions.not_take_item,
        "agenda.decide",
        "已答复暂不列入",
        says="答复",
        needed=True,
    ),
    "withdraw": Verb(
        "withdraw", "撤回", actions.withdraw_item, "agenda.withdraw", "已撤回议题", in_name=True
    ),
}

FOLLOW = "resolutions.follow"


def resolution_verbs(resolution: Resolution) -> dict[str, Verb]:
    """All of them for this one; how it is hurried is worded by authority."""
    words = WORDINGS[resolution.manner]
    verbs = [
        Verb("close", "销号", actions.close_resolution, FOLLOW, "已销号", says="意见"),
        Verb(
            "send-back",
            "退回补充",
            actions.send_back_resolution,
            FOLLOW,
            "已退回补充",
            says="要补什么",
            needed=True,
        ),
        Verb("hurry", words.hurry, actions.hurry_resolution, FOLLOW, f"已{words.hurry}", says="要说的话"),
        Verb(
            "escalate",
            words.escalate,
            actions.escalate_resolution,
            FOLLOW,
            f"已{words.escalate}",
            help=words.escalate_help,
            says="要说的话",
        ),
        Verb("drop", "不再办理", actions.drop_resolution, FOLLOW, "已定为不再办理", says="原因", needed=True),
    ]
    return {verb.name: verb for verb in verbs}


def meeting_verbs_for(user: Any, meeting: Meeting) -> list[Verb]:
    if not may(user, "meetings.run", meeting):
        return []
    return [verb for verb in MEETING_VERBS.values() if MEETING_MACHINE.can(meeting, verb.name)]


def agenda_verbs_for(user: Any, item: AgendaItem) -> list[Verb]:
    return [
        verb
        for verb in AGENDA_VERBS.values()
        if AGENDA_MACHINE.can(item, verb.name) and may(user, verb.rule, item)
    ]


def resolution_verbs_for(user: Any, resolution: Resolution) -> list[Verb]:
    """What this person can do with it now, besides reporting and re-checking: those have their own forms."""
    if not may(user, FOLLOW, resolution):
        return []
    return [verb for verb in resolution_verbs(resolution).values() if _fits(resolution, verb.name)]


def _fits(resolution: Resolution, name: str) -> bool:
    if name == "hurry":
        return resolution.state == ResolutionState.ASSIGNED
    if name == "escalate":
        return resolution.is_late
    if name in ("close", "send-back") and resolution.kind == ResolutionKind.FINDING:
        return False
    return RESOLUTION_MACHINE.can(resolution, name)
