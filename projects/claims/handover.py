"""在办项目: what the unit that hands its duty over has claimed in the alliance's street and not finished."""

from typing import Any

from django.urls import reverse

from alliances.rotation.handover import HandoverLine, HandoverPart
from alliances.rotation.models import Duty
from projects.claims.models import Claim
from projects.claims.states import WORKED_ON


def projects_under_way(user: Any, duty: Duty) -> HandoverPart:
    """Those this user may see. One query."""
    place = duty.rotation.alliance.region.code
    claims = Claim.objects.visible_to(user).filter(
        unit=duty.holder_id, project__region__code__startswith=place, state__in=WORKED_ON
    )
    open_ones = claims.exclude(state="closed").select_related("project").order_by("project__due_on", "pk")
    lines = [
        HandoverLine(claim.project.title, reverse("claim", args=[claim.pk]), claim.get_state_display())
        for claim in open_ones
    ]
    return HandoverPart("在办项目", lines, "没有在办的认领项目。")
