"""The moves of a cycle as pages offer them: words, what each asks for, and who may make it now."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from alliances.assessment.actions import cycles as actions
from alliances.assessment.models import Cycle
from alliances.assessment.states import COMPUTABLE, CYCLE_MACHINE
from portal.permits import may


@dataclass(frozen=True, slots=True)
class Verb:
    """`says`: the label of what it asks for in words, `needed` or not; `field`: the action's name for it."""

    name: str
    label: str
    act: Callable[..., Cycle]
    rule: str
    done: str
    help: str
    says: str = ""
    field: str = ""
    needed: bool = False
    undoable: bool = False


VERBS = {
    verb.name: verb
    for verb in (
        Verb(
            "compute",
            "计算",
            actions.compute,
            "cycles.compute",
            "已按现有记录计算",
            "按现有的记录、评议和测评计算各家结果。可以反复计算：记录没有变动，结果一字不差。",
        ),
        Verb(
            "review",
            "审核",
            actions.review,
            "cycles.review",
            "已审核",
            "审核后结果不再随记录变动。十分钟内可以撤回。",
            says="审核意见（可不填）",
            field="opinion",
            undoable=True,
        ),
        Verb(
            "send-back",
            "退回",
            actions.send_back,
            "cycles.review",
            "已退回",
            "退回后可以重新评议、重新计算。",
            says="退回的原因",
            field="reason",
            needed=True,
        ),
        Verb(
            "publicise",
            "反馈",
            actions.announce,
            "cycles.announce",
            "已告知",
            "各家会收到自己的结果，并可在异议期内提出异议。告知后不能撤回。",
        ),
        Verb(
            "finalise",
            "确定",
            actions.finalise,
            "cycles.announce",
            "已确定",
            "确定后永不改动。异议期过后、异议都已答复，才能确定。",
        ),
    )
}


def label_of(verb: Verb, cycle: Cycle) -> str:
    """What is computed already is computed again; what the scheme publicises is not just fed back."""
    if verb.name == "compute" and cycle.computed_at:
        return "重新计算"
    if verb.name == "publicise" and cycle.scheme.publicise_days:
        return "公示"
    return verb.label


def verbs_for(user: Any, cycle: Cycle) -> list[Verb]:
    """What this person can do with it now."""
    return [verb for verb in VERBS.values() if fits(cycle, verb.name) and may(user, verb.rule, cycle)]


def fits(cycle: Cycle, name: str) -> bool:
    """Whether its state allows the move."""
    if name == "compute":
        return cycle.state in COMPUTABLE
    names = {"send-back": "reopen", "publicise": "publicise" if cycle.scheme.publicise_days else "feed-back"}
    return CYCLE_MACHINE.can(cycle, names.get(name, name))
