"""Acting in a unit's name without being one of its people: staff may, and say on what basis."""

from typing import Any

from members.rules import acts_for, in_office
from portal.refusals import Refusal

BASES = [("", "请选择"), ("电话", "电话"), ("纸质", "纸质"), ("会上", "会上")]
"""What a form offers. Over HTTP any words will do."""


def acts_on_behalf(user: Any, unit_id: int, region_id: int) -> bool:
    """Staff of the street's office who are not the unit's own people."""
    return in_office(user, region_id) and not acts_for(user, unit_id, region_id)


def need_basis(by: Any, unit_id: int, region_id: int, basis: str, *, doing: str = "代单位办理") -> None:
    """Raises Refusal `basis_needed` where one acts on behalf and does not say on what basis."""
    if acts_on_behalf(by, unit_id, region_id):
        refuse_without_basis(basis, doing)


def refuse_without_basis(basis: str, doing: str = "代单位办理") -> None:
    if not basis:
        raise Refusal("basis_needed", f"{doing}须注明依据，如：电话、纸质、会上。")
