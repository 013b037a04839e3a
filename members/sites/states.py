"""The moves of sites."""

from members.sites.models import SiteState
from portal.workflow.machine import Machine, move

SITE_MACHINE = Machine(
    move("close", "停用", [SiteState.OPEN], SiteState.CLOSED),
    move("reopen", "恢复开放", [SiteState.CLOSED], SiteState.OPEN),
)
