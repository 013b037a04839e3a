"""Claims as what records served: shown on a record's page, and entered through the API."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from alliances.records.actions import Account
from alliances.records.matters import Matter, MatterKind
from alliances.records.models import Record
from members.models import Unit
from projects.claims.actions import record_work
from projects.claims.models import Claim


def claims_of(user: Any, record: Record) -> list[Matter]:
    """The claims that the record served, as far as this person sees them. One query."""
    seen = Claim.objects.visible_to(user).filter(record_links__record=record)
    rows = seen.select_related("project", "unit").order_by("pk")
    return [
        Matter(
            claim.pk,
            "认领",
            claim.project.title,
            reverse("project", args=[claim.project_id]),
            f"{claim.unit.name} · {claim.number}",
        )
        for claim in rows
    ]


def enter_for_claims(
    account: Account,
    *,
    by: Any,
    ids: Sequence[int],
    units: dict[Unit, int] | None,
    neighbourhoods: Sequence[Unit] | None,
    basis: str,
) -> Record:
    """One record for the claims with these ids. ValidationError where this person sees no such claim."""
    claims = list(Claim.objects.visible_to(by).filter(pk__in=ids))
    missing = sorted(set(ids) - {claim.pk for claim in claims})
    if missing:
        numbers = "、".join(map(str, missing))
        raise ValidationError({"claims": f"没有编号为 {numbers} 的认领，请核对。"})
    return record_work(claims, account, by=by, units=units, neighbourhoods=neighbourhoods, basis=basis)


CLAIMS = MatterKind("认领", claims_of, enter_for_claims)
