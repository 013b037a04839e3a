"""The moves of units and enrolments."""

from members.units.models import EnrolmentState, UnitState
from portal.workflow.machine import Machine, move

E, U = EnrolmentState, UnitState

TAKING_PART = (E.ACTIVE, E.SUSPENDED)
"""States in which the unit's people act for it in the street."""

LIVE = (E.APPLIED, *TAKING_PART)
"""States of an enrolment that has not ended."""

ENROLMENT_MACHINE = Machine(
    move("approve", "同意入册", [E.APPLIED], E.ACTIVE),
    move("decline", "不予入册", [E.APPLIED], E.LEFT),
    move("suspend", "暂停", [E.ACTIVE], E.SUSPENDED),
    move("resume", "恢复在册", [E.SUSPENDED], E.ACTIVE),
    move("leave", "退出", [E.ACTIVE, E.SUSPENDED], E.LEFT),
)

UNIT_MACHINE = Machine(
    move("merge", "撤并", [U.ACTIVE], U.MERGED),
    move("close", "注销", [U.ACTIVE], U.CLOSED),
)
