"""Doing in a unit's name what its own people have not done: staff say on what basis."""

from typing import Any

from alliances.meetings.models import Meeting
from alliances.meetings.rules import speaks_for
from portal.refusals import Refusal


def on_behalf(user: Any, unit_id: int, meeting: Meeting) -> bool:
    """Whether this person, who may act, does so for a unit that is not the own one."""
    return not speaks_for(user, unit_id, meeting)


def need_basis(by: Any, unit_id: int, meeting: Meeting, basis: str) -> None:
    """Raises Refusal `basis_needed`."""
    if not basis and on_behalf(by, unit_id, meeting):
        raise Refusal("basis_needed", "代单位办理须注明依据，如：电话、纸质、会上。")
