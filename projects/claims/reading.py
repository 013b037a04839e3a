"""What one project's page reads about its claims: who stands, what was done, how it was, what moved."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from alliances.records.models import Record
from members.behalf import acts_on_behalf
from members.people.masking import mask_name, mask_phone
from members.rules import acts_for, handles, in_office
from members.units.models import Enrolment
from portal.permits import may
from portal.workflow.models import Step
from projects.claims.letters.models import SignedLetter
from projects.claims.models import Claim, ClaimQuerySet, Feedback
from projects.claims.states import STANDING, WORKED_ON, ClaimState
from projects.claims.verbs import verbs_for
from projects.listings.models import Project

BADGES = {
    ClaimState.INTENTION: "planned",
    ClaimState.OFFERED: "soon",
    ClaimState.PENDING_UNIT: "soon",
    ClaimState.SUBMITTED: "open",
    ClaimState.CONFIRMED: "running",
    ClaimState.COMPLETED: "running",
    ClaimState.CLOSED: "done",
}


def badge_of(claim: Claim) -> str:
    return BADGES.get(ClaimState(claim.state), "plain")


@dataclass(frozen=True)
class ClaimRow:
    """A claim as this person may see it. Terms and contact are None where they may not."""

    claim: Claim
    badge: str
    sees_terms: bool
    contact: dict[str, str] | None
    offers: list[dict[str, Any]]
    sees_letter: bool = False

    @property
    def stands(self) -> bool:
        return self.claim.state in STANDING


def claims_of(project: Project) -> ClaimQuerySet:
    """Each with `signed_letter`, the id of the file last handed in."""
    signed = SignedLetter.objects.filter(claim=OuterRef("pk")).values("file")[:1]
    claims = project.claims.select_related("unit", "project__region", "project__unit")
    return claims.annotate(signed_letter=Subquery(signed))


def rows_for(user: Any, project: Project) -> list[ClaimRow]:
    """Every claim on the project: those that stand first. Three queries, however many there are."""
    claims = list(claims_of(project))
    enrolments = {
        each.unit_id: each
        for each in Enrolment.objects.filter(
            region=project.region_id, unit__in=[claim.unit_id for claim in claims]
        ).order_by("from_on", "pk")
    }
    hosts = {project.unit_id, *project.neighbourhoods.values_list("pk", flat=True)} if claims else set()
    rows = [row_for(user, claim, enrolments.get(claim.unit_id), hosts) for claim in claims]
    return sorted(rows, key=lambda row: (not row.stands, row.claim.ordinal))


def row_for(user: Any, claim: Claim, enrolment: Enrolment | None, hosts: set[int]) -> ClaimRow:
    """`hosts` are the publisher and the neighbourhoods the project is for."""
    found = [*accept_offer(user, claim), *verb_offers(user, claim), *work_offers(user, claim, hosts)]
    offers = sorted(found, key=lambda each: each["back"])
    contact = contact_of(claim, enrolment) if enrolment and sees_contact(user, claim) else None
    terms, letter = (may(user, f"claims.{name}", claim) for name in ("see_terms", "see_letter"))
    return ClaimRow(claim, badge_of(claim), terms, contact, offers, letter)


def sees_contact(user: Any, claim: Claim) -> bool:
    """The unit itself, the publisher while the claim stands, and the street's office."""
    region = claim.project.region_id
    counterpart = claim.state in STANDING and acts_for(user, claim.project.unit_id, region)
    return acts_for(user, claim.unit_id, region) or counterpart or in_office(user, region)


def contact_of(claim: Claim, enrolment: Enrolment) -> dict[str, str]:
    """Masked; the full number is shown on request, and that it was looked at is written down."""
    return {
        "name": mask_name(enrolment.liaison_name),
        "phone": mask_phone(enrolment.liaison_phone),
        "reveal_url": reverse("claim_contact", args=[claim.pk]),
    }


def verb_offers(user: Any, claim: Claim) -> list[dict[str, Any]]:
    """Buttons for the claim's next moves: a link where something is asked first, else a form."""
    return [
        offer(verb.label, "claim_verb", claim, verb.name, asks=verb.asks(user, claim), back=verb.back)
        for verb in verbs_for(user, claim)
    ]


def work_offers(user: Any, claim: Claim, hosts: set[int]) -> list[dict[str, Any]]:
    """登记纪实 for both sides, 村居核实 for those it is for, while work goes on and after."""
    if claim.state not in WORKED_ON:
        return []
    region = claim.project.region_id
    records = may(user, "claims.record", claim)
    confirms = handles(user, region) or any(acts_for(user, unit, region) for unit in hosts)
    return [
        *([offer("村居核实", "claim_feedback", claim, asks=True)] if confirms else []),
        *([offer("登记纪实", "claim_record", claim, asks=True)] if records else []),
    ]


def offer(
    label: str, url_name: str, claim: Claim, *more: str, asks: bool, back: bool = False
) -> dict[str, Any]:
    return {"label": label, "url": reverse(url_name, args=[claim.pk, *more]), "asks": asks, "back": back}


def accept_offer(user: Any, claim: Claim) -> list[dict[str, Any]]:
    """续认领: the unit takes the offered place, or staff in its name, who then say on what basis."""
    if claim.state != ClaimState.OFFERED or not may(user, "claims.renew", claim):
        return []
    asks = acts_on_behalf(user, claim.unit_id, claim.project.region_id)
    return [offer("确认续认领", "claim_renew", claim, asks=asks)]


def records_for(user: Any, project: Project) -> QuerySet[Record]:
    """Records of the project's claims that this user may see, newest first, each once."""
    linked = Record.objects.filter(claims__project=project).values("pk")
    return (
        Record.objects.visible_to(user)
        .counted()
        .filter(pk__in=linked)
        .prefetch_related("shares__unit")
        .order_by("-occurred_on", "-pk")
    )


def feedback_for(user: Any, project: Project) -> list[dict[str, Any]]:
    """Facts the neighbourhoods confirmed; how it was is for the street's office alone."""
    given = Feedback.objects.filter(claim__project=project).select_related("neighbourhood", "claim__unit")
    private = in_office(user, project.region_id)
    return [{"said": each, "private": private} for each in given.order_by("given_at")]


def steps_for(user: Any, project: Project, rows: list[ClaimRow]) -> QuerySet[Step]:
    """流转记录 of project, need and claims, newest first. A claimant sees those of its own claims."""
    seen = Q(subject_kind="claim", subject_id__in=[row.claim.pk for row in rows if row.sees_terms])
    if may(user, "listings.see_trail", project):
        seen |= Q(subject_kind="project", subject_id=project.pk)
        seen |= Q(subject_kind="need", subject_id=project.need_id or 0)
    return Step.objects.filter(seen).select_related("by", "for_unit").order_by("-recorded_at", "-id")
