"""What the access table's world has to suggest: a round, and a resource that could meet the need."""

from typing import Any

from django.utils import timezone

from members.models import Region
from tests import factories as make
from tests.factories.pairing import ProgrammeFactory


def suggestions_of(street: Region, hood: Any, unit: Any) -> dict[str, Any]:
    make.DraftResourceFactory(
        region=street,
        unit=unit,
        title="路灯维修",
        state="published",
        serial=90,
        number=f"{street.short_name}-资-90",
        published_at=timezone.now(),
    )
    programme = ProgrammeFactory(region=street, name="可建议的批次")
    return {
        "suggesting": programme.pk,
        "suggested_pair": f"{hood.pk}-{unit.pk}",
        "suggested_ids": [{"host": hood.pk, "partner": unit.pk}],
    }
