"""Pairings as what records served: shown on a record's page, entered through the API."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from alliances.pairing.actions import record_visit
from alliances.pairing.models import Pairing
from alliances.records.actions import Account
from alliances.records.matters import Matter, MatterKind
from alliances.records.models import Record
from members.models import Unit


def pairings_of(user: Any, record: Record) -> list[Matter]:
    """Those that the record was linked to, as far as this person sees them. One query."""
    rows = Pairing.objects.visible_to(user).filter(records=record)
    return [
        Matter(row.pk, "结对", str(row), reverse("pairing", args=[row.pk]), row.programme.name)
        for row in rows.select_related("programme", "host", "partner", "post").order_by("pk")
    ]


def enter_for_pairings(
    account: Account,
    *,
    by: Any,
    ids: Sequence[int],
    units: dict[Unit, int] | None,
    neighbourhoods: Sequence[Unit] | None,
    basis: str,
) -> Record:
    """One record for the pairings with these ids. ValidationError where this person sees no such pairing."""
    found = list(Pairing.objects.visible_to(by).filter(pk__in=ids))
    missing = sorted(set(ids) - {pairing.pk for pairing in found})
    if missing:
        raise ValidationError({"pairings": f"没有编号为 {'、'.join(map(str, missing))} 的结对，请核对。"})
    return record_visit(found, account, by=by, units=units, neighbourhoods=neighbourhoods, basis=basis)


PAIRINGS = MatterKind("结对", pairings_of, enter_for_pairings)
