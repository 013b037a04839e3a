"""Whose word a person's is in an alliance, and acting for a unit without being one of its people."""

from typing import Any

from alliances.councils.models import Alliance
from members.behalf import refuse_without_basis
from members.rules import acts_within, in_office


def acts_in(user: Any, unit_id: int, alliance: Alliance) -> bool:
    """Liaison or secretary of the unit in the alliance's street; in any street, if it is a district's."""
    return acts_within(user, unit_id, alliance.region)


def acts_on_behalf(user: Any, unit_id: int, alliance: Alliance) -> bool:
    """Staff of the alliance's place who are not the unit's own people."""
    return in_office(user, alliance.region_id) and not acts_in(user, unit_id, alliance)


def need_basis(by: Any, unit_id: int, alliance: Alliance, basis: str) -> None:
    """Raises Refusal `basis_needed` where one acts on behalf and does not say on what basis."""
    if acts_on_behalf(by, unit_id, alliance):
        refuse_without_basis(basis)
