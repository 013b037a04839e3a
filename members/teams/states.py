"""The moves of teams."""

from members.teams.models import TeamState
from portal.workflow.machine import Machine, move

TEAM_MACHINE = Machine(
    move("dissolve", "解散", [TeamState.ACTIVE], TeamState.DISSOLVED),
    move("restore", "恢复", [TeamState.DISSOLVED], TeamState.ACTIVE),
)
