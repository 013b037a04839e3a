"""Claiming from a page, in the hall and on the project's own page alike: the form, and what follows."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from members.acting import acting_choices, acting_enrolment
from members.models import Unit
from members.rules import acts_for, handles
from portal.refusals import Refusal
from portal.undo import offer_undo
from projects.claims.actions import claim_project, state_intention
from projects.claims.forms import ClaimForm
from projects.claims.models import Claim, Part
from projects.listings.models import Project


@dataclass(frozen=True)
class Claimer:
    """For whom a person can claim in a street: for one unit of theirs, or as staff for any."""

    unit: Unit | None = None
    on_behalf: bool = False

    @property
    def unit_id(self) -> int | None:
        return self.unit.pk if self.unit else None

    def may_claim(self, publisher_id: int) -> bool:
        """Nobody claims what their own unit publishes."""
        return self.on_behalf or (self.unit is not None and self.unit.pk != publisher_id)


def claimer_in(request: HttpRequest, region_id: int) -> Claimer:
    """The unit one acts for in this street (the chosen one first); without one, staff claim on behalf."""
    chosen = acting_enrolment(request)
    mine = ([chosen] if chosen else []) + acting_choices(request)
    here = next((each for each in mine if each.region_id == region_id), None)
    if here is not None and acts_for(request.user, here.unit_id, region_id):
        return Claimer(here.unit)
    return Claimer(on_behalf=handles(request.user, region_id))


def claim_form(request: HttpRequest, project: Project, claimer: Claimer) -> ClaimForm:
    """The claim's form: empty on GET, with what was sent on POST."""
    standing = list(project.claims.holding().exclude(unit=claimer.unit).values_list("part", flat=True))
    return ClaimForm(
        request.POST or None,
        project=project,
        unit=claimer.unit,
        lead_taken=Part.LEAD in standing,
        auto_id=f"claim-{project.pk}-%s",
    )


def claimed_from(request: HttpRequest, form: ClaimForm) -> bool:
    """Whether the form's claim (or, with `then=intend`, its intention) went through.

    A refusal stands above the form; somebody who clicks twice is told that once was enough.
    """
    if not form.is_valid():
        return False
    try:
        if request.POST.get("then") == "intend":
            _intend(request, form)
        else:
            _claim(request, form)
    except Refusal as refusal:
        if refusal.code == "already_claimed":
            messages.info(request, refusal.sentence)
            return True
        form.add_error(None, refusal.sentence)
        return False
    return True


def _claim(request: HttpRequest, form: ClaimForm) -> None:
    claim = claim_project(form.project, by=request.user, **form.terms)
    waits = "，待本单位书记确认" if claim.amount is not None else ""
    words = f"{claim.unit.name}已认领“{form.project.title}”（{claim.get_part_display()}）{waits}"
    offer_undo(request, words, reverse("claim_undo", args=[claim.pk]), claim.undo_until)


def _intend(request: HttpRequest, form: ClaimForm) -> None:
    claim = state_intention(form.project, by=request.user, **form.intention)
    words = f"{claim.unit.name}已登记对“{form.project.title}”的意向，不占名额；定了以后再来认领"
    offer_undo(request, words, reverse("claim_undo", args=[claim.pk]), claim.undo_until)


def own_claim(project: Project, claimer: Claimer) -> Claim | None:
    """The claim with which the unit stands on the project."""
    if claimer.unit is None:
        return None
    return project.claims.standing().filter(unit=claimer.unit).select_related("unit").first()
