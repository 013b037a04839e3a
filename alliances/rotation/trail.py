"""Steps about rotations and duties, which have no state to move, for 流转记录 and 已办."""

from typing import Any

from alliances.rotation.models import Duty, Rotation
from portal.workflow.machine import Acting, Machine

TRAIL = Machine()


def note_rotation(
    rotation: Rotation, verb: str, label: str, by: Any, *, unit: Any = None, opinion: str = ""
) -> None:
    TRAIL.note(rotation, verb, label, Acting(by, for_unit=unit, opinion=opinion))


def note_duty(
    duty: Duty, verb: str, label: str, by: Any, *, unit: Any = None, opinion: str = "", basis: str = ""
) -> None:
    TRAIL.note(duty, verb, label, Acting(by, for_unit=unit, opinion=opinion, basis=basis))
