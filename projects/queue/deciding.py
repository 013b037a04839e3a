"""Decisions taken in the queue: each item by the action of its own capability, in its own transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.refusals import Refusal
from projects.queue.reading import source_of
from projects.queue.sources import Decision

GONE = "已不在审核台，可能已由他人办理。"


@dataclass(frozen=True)
class Result:
    """What became of one item; `sentence` says why it was refused, or what its approval went without."""

    key: str
    title: str
    done: bool
    sentence: str = ""
    undo_url: str = ""


def decide_all(user: Any, keys: Iterable[str], decision: Decision) -> list[Result]:
    """Each once, in the order given; one that is refused stops none of the others."""
    return [decide_one(user, key, decision) for key in dict.fromkeys(keys)]


def decide_one(user: Any, key: str, decision: Decision) -> Result:
    found = source_of(key)
    side = found[0].side(user, found[1]) if found else None
    if found is None or side is None:
        return Result(key, "一件事项", False, GONE)
    if decision.verb not in side.verbs:
        return Result(key, side.title, False, "这类事项不能这样办理，请单独打开办理。")
    try:
        undo_url = found[0].decide(user, found[1], decision)
    except Refusal as refusal:
        return Result(key, side.title, False, refusal.sentence)
    missing = "；".join(side.missing) if decision.verb == "approve" else ""
    return Result(key, side.title, True, missing, undo_url)
