"""The moves of party organisations: what ends stays ended."""

from members.party.models import PartyOrgState
from portal.workflow.machine import Machine, move

PARTY_MACHINE = Machine(
    move("merge", "归并", [PartyOrgState.ACTIVE], PartyOrgState.MERGED),
    move("remove", "撤销", [PartyOrgState.ACTIVE], PartyOrgState.REMOVED),
)
