"""One decision on many things, whatever they are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.refusals import Refusal


@dataclass(frozen=True)
class Outcome:
    """What became of one row: done, or refused with a code and a sentence."""

    id: int
    done: bool
    code: str = ""
    sentence: str = ""


def decide_each(
    seen: Mapping[int, Any], ids: Iterable[int], decide: Callable[..., object], *, by: Any, opinion: str
) -> list[Outcome]:
    """Decide on each id once, in its own transaction: one that is refused stops none of the others.

    `seen` are the rows this person sees; an id that is not among them is `not_found`.
    """
    return [_decide(seen.get(pk), pk, decide, by, opinion) for pk in dict.fromkeys(ids)]


def _decide(row: Any, pk: int, decide: Callable[..., object], by: Any, opinion: str) -> Outcome:
    if row is None:
        return Outcome(pk, False, "not_found", "没有这条记录，或您看不到它。")
    try:
        decide(row, by=by, opinion=opinion)
    except Refusal as refusal:
        return Outcome(pk, False, refusal.code, refusal.sentence)
    return Outcome(pk, True)
