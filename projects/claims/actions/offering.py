"""Renewal: last year's claimants are offered the same place first."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from members.models import Unit
from members.places.models import policy_of
from members.rules import handles
from portal.refusals import Forbidden, Refusal
from portal.workflow.machine import Acting
from projects.claims.actions.claiming import claims_there, enter_claim, lock_project
from projects.claims.models import Claim, ClaimKind, Part
from projects.claims.notices import tell_unit
from projects.claims.refusals import already_claimed, full, refusal_of_constraint
from projects.claims.states import ClaimState
from projects.listings.models import Project
from projects.listings.states import ListingState


def offer_renewal(
    project: Project, *, unit: Unit, by: Any, part: str = Part.LEAD, until: dt.datetime | None = None
) -> Claim:
    """待续认领: hold a place for last year's claimant `until` then, else for the office's days; it lapses.

    Refusals: full, already_claimed, lead_taken, not_open.
    """
    if by is not None and not handles(by, project.region_id):
        raise Forbidden("forbidden", "只有街道（镇）党建办可以发出续认领邀请。")
    try:
        with transaction.atomic():
            locked = lock_project(project.pk)
            there = claims_there(locked, unit)
            _check_offer(locked, unit, there.own)
            last = until or timezone.now() + dt.timedelta(days=policy_of(locked.region).offer_days)
            terms = {"part": part, "kind": ClaimKind.RENEWAL, "answer_until": last, "offer_until": last}
            claim = enter_claim(
                locked,
                unit,
                Acting(by, basis="" if by else "系统"),
                terms,
                state=ClaimState.OFFERED,
                after=there,
            )
            tell_unit(claim, "offer", f"请确认是否续认领：{locked.title}")
            return claim
    except IntegrityError as error:
        raise refusal_of_constraint(error, project) from error


def _check_offer(project: Project, unit: Unit, own: Claim | None) -> None:
    if project.state != ListingState.PUBLISHED:
        raise Refusal("not_open", f"项目{project.get_state_display()}，不能邀请续认领。")
    if own is not None:
        raise already_claimed(unit)
    if project.remaining == 0:
        raise full(project)
