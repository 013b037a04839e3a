"""The tables of the state machines as pictures for `docs/states.md`, drawn from the tables themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices

from portal.registry import Registry
from portal.workflow.machine import Machine


@dataclass(frozen=True)
class Diagram:
    """What is drawn: a machine, the states it moves among, and those in which a thing begins."""

    title: str
    machine: Machine
    states: type[TextChoices]
    begins_in: tuple[str, ...]


DIAGRAMS: Registry[Diagram] = Registry("state machine")

HEAD = "# States\n\nDrawn by `manage.py draw_states` from the tables in `states.py` of each capability.\n"


def page() -> str:
    """All of `docs/states.md`."""
    return "\n".join([HEAD, *(section(diagram) for diagram in DIAGRAMS)])


def section(diagram: Diagram) -> str:
    return "\n".join([f"## {diagram.title}\n", "```mermaid", *lines(diagram), "```\n"])


def lines(diagram: Diagram) -> Iterator[str]:
    yield "stateDiagram-v2"
    for state in diagram.states:
        yield f'  state "{state.label}" as {state.value}'
    for value in diagram.begins_in:
        yield f"  [*] --> {value}"
    for move in diagram.machine.moves.values():
        # In the order of the states, because a set has none.
        for source in (state.value for state in diagram.states if state.value in move.sources):
            yield f"  {source} --> {move.target}: {move.label}"
