"""Whom a row concerns: a unit or a party organisation, never both."""

from typing import Any

from django.db import models
from django.db.models import Q

from members.party.models import PartyOrg
from members.units.models import Unit
from portal.constraints import SaidByActions


class Concerned(SaidByActions):
    """Exactly one of `unit` and `party_org`."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="成员单位"
    )
    party_org = models.ForeignKey(
        PartyOrg, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="党组织"
    )

    class Meta:
        abstract = True

    @property
    def whom(self) -> Any:
        return self.unit or self.party_org

    @property
    def key(self) -> tuple[str, int]:
        """What it is, and its number: ("unit", 12)."""
        return ("unit", self.unit_id) if self.unit_id else ("party_org", self.party_org_id or 0)


ONE_OF_BOTH = Q(unit__isnull=False, party_org__isnull=True) | Q(unit__isnull=True, party_org__isnull=False)
