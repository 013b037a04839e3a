"""What the access table's world has agreed to: a pairing in force of the village and a unit."""

from typing import Any

from members.models import Region
from tests.factories.pairing import ProgrammeFactory, filed_pairing


def agreements_of(street: Region, hood: Any, unit: Any, mark: str) -> dict[str, Any]:
    programme = ProgrammeFactory(region=street, name=f"{mark}有协议的批次")
    pairing = filed_pairing(programme=programme, host=hood, partner=unit)
    return {"paired_by_agreement": pairing.pk}
