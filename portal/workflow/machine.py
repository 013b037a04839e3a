"""State machines with one door: a table of moves, and `take`, the only function that assigns `.state`."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.utils import timezone

from portal.inserting import insert_many
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step

UNDO_MINUTES = 10
"""Whoever did something binding can take it back for this long (国标适老化要求: 10 分钟)."""


@dataclass(frozen=True)
class Move:
    """One row of a machine's table. `undoable`: the person who did it may take it back for ten minutes."""

    verb: str
    label: str
    sources: frozenset[str]
    target: str
    undoable: bool = False


def move(verb: str, label: str, sources: Iterable[str], target: str, *, undoable: bool = False) -> Move:
    return Move(verb, label, frozenset(sources), target, undoable)


@dataclass(frozen=True)
class Acting:
    """Who acts, for which unit, on what grounds, and when it happened."""

    by: Any
    for_unit: Any = None
    opinion: str = ""
    basis: str = ""
    occurred_at: dt.datetime | None = None


class Machine:
    """The moves of one kind of thing, by verb."""

    def __init__(self, *moves: Move) -> None:
        self.moves: dict[str, Move] = {m.verb: m for m in moves}

    def can(self, subject: Any, verb: str) -> bool:
        return subject.state in self.moves[verb].sources

    def begin(self, subject: Any, label: str, acting: Acting) -> Step:
        """The first step of a thing that was just created in its state."""
        return _write(subject, "create", label, "", acting)

    def begin_many(self, label: str, begun: Iterable[tuple[Any, Acting]]) -> None:
        """The first steps of many things that were created together, in one statement per thousand."""
        insert_many([_step(subject, "create", label, "", acting) for subject, acting in begun])

    def note_many(self, verb: str, label: str, noted: Iterable[tuple[Any, Acting]]) -> None:
        """Steps that move nothing, about many things at once."""
        insert_many([_step(subject, verb, label, subject.state, acting) for subject, acting in noted])

    def note(self, subject: Any, verb: str, label: str, acting: Acting) -> Step:
        """A step that moves nothing: something was said or added that belongs into the trail."""
        return _write(subject, verb, label, subject.state, acting)

    def take(self, subject: Any, verb: str, acting: Acting, **changes: Any) -> Step:
        """Move the subject, whose row the caller has locked, and write the step.

        `changes` are further fields saved with the state. Raises `Refusal("wrong_state")` when the
        table has no such move from here.
        """
        chosen = self.moves[verb]
        if subject.state not in chosen.sources:
            raise wrong_state(subject, chosen.label)
        before = subject.state
        _save(subject, chosen.target, changes)
        return _write(subject, verb, chosen.label, before, acting)

    def undo(self, subject: Any, acting: Acting, **changes: Any) -> Step:
        """Take one's own last move back: the subject returns to where that move came from."""
        last = self.last_undoable(subject, acting.by)
        before = subject.state
        _save(subject, last.from_state, changes)
        return _write(subject, "undo", f"撤回：{last.label}", before, acting)

    def last_undoable(self, subject: Any, by: Any) -> Step:
        """The subject's last step, if `by` may still take it back; else a refusal that says why not."""
        last = check_undo(Step.objects.about(subject).order_by("-id").first(), by)
        if last.verb not in self.moves or not self.moves[last.verb].undoable:
            raise Refusal("wrong_state", f"“{last.label}”不能撤回。如需变更，请联系街道（镇）党建办。")
        return last


def check_undo(step: Step | None, by: Any) -> Step:
    """The step, if it is this person's own and younger than ten minutes. Raises Forbidden, Refusal."""
    if step is None or step.by_id != by.pk:
        raise Forbidden("not_yours", "只能撤回自己刚才办理的事项。")
    if timezone.now() > undo_until(step.recorded_at):
        raise Refusal("too_late", f"已超过 {UNDO_MINUTES} 分钟，不能撤回。如需变更，请联系街道（镇）党建办。")
    return step


def undo_until(moment: dt.datetime) -> dt.datetime:
    return moment + dt.timedelta(minutes=UNDO_MINUTES)


def wrong_state(subject: Any, label: str) -> Refusal:
    now = subject.get_state_display()
    return Refusal("wrong_state", f"当前状态是“{now}”，不能{label}。可能已有人办理，请刷新页面查看。")


def _save(subject: Any, state: str, changes: dict[str, Any]) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a state moves only inside the transaction that locked its row")
    subject.state = state
    for name, value in changes.items():
        setattr(subject, name, value)
    subject.version += 1
    subject.save(update_fields=["state", "version", *changes])


def _write(subject: models.Model, verb: str, label: str, before: str, acting: Acting) -> Step:
    step = _step(subject, verb, label, before, acting)
    step.save(force_insert=True)
    return step


def _step(subject: models.Model, verb: str, label: str, before: str, acting: Acting) -> Step:
    now = timezone.now()
    return Step(
        subject_kind=subject._meta.model_name or "",
        subject_id=subject.pk,
        subject_title=str(subject)[:200],
        verb=verb,
        label=label,
        from_state=before,
        to_state=subject.state,  # type: ignore[attr-defined]
        by=acting.by,
        for_unit=acting.for_unit,
        opinion=acting.opinion,
        basis=acting.basis or ("" if acting.by else "系统按期办理"),
        occurred_at=acting.occurred_at or now,
        recorded_at=now,
    )
