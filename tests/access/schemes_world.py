"""Schemes of the table's world: a draft and one in force, for the claimant's party organisation."""

from typing import Any

from members.models import PartyOrg, Region
from tests import factories as make


def schemes_of(street: Region, org_id: int) -> dict[str, Any]:
    """`scheme`, `indicator_id`, `adopted_scheme`, `adopted_indicator`, `assessed_org`, `assessed_target`."""
    org = PartyOrg.objects.get(pk=org_id)
    drafted, adopted = (make.SchemeFactory(region=street, purpose="appraisal") for _ in range(2))
    first, second = (make.IndicatorFactory(scheme=scheme, rule="ratio") for scheme in (drafted, adopted))
    other = make.PartyOrgFactory(region=street)
    return {
        "scheme": drafted.pk,
        "indicator_id": first.pk,
        "adopted_scheme": make.adopted(adopted).pk,
        "adopted_indicator": second.pk,
        "assessed_org": org.pk,
        "assessed_target": make.YearTargetFactory(indicator=second, party_org=other).pk,
    }
