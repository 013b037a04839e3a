"""What a user's appointments add up to, read once per request."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from members.held import held_by

Ids = frozenset[int]


@dataclass(frozen=True)
class Scope:
    """For which units and regions a user acts, and which regions' published matters they may see.

    `acts_for` holds pairs (unit, region): a liaison acts for an enrolment, not for a unit everywhere.
    `enrolled` are those of the user's own whose enrolment is in force today.
    """

    signed_in: bool = False
    acts_for: frozenset[tuple[int, int]] = frozenset()
    signs_for: frozenset[tuple[int, int]] = frozenset()
    enrolled: frozenset[tuple[int, int]] = frozenset()
    handled_region_ids: Ids = frozenset()
    reviewed_region_ids: Ids = frozenset()
    office_region_ids: Ids = frozenset()
    overseen_region_ids: Ids = frozenset()
    line_unit_ids: Ids = frozenset()
    roles: frozenset[str] = field(default_factory=frozenset)

    @property
    def unit_ids(self) -> Ids:
        return frozenset(unit for unit, _ in self.acts_for | self.signs_for)

    @property
    def enrolled_region_ids(self) -> Ids:
        return frozenset(region for _, region in self.acts_for | self.signs_for)

    @property
    def seen_region_ids(self) -> Ids:
        """Regions whose published matters this user sees."""
        return self.enrolled_region_ids | self.office_region_ids | self.overseen_region_ids

    @property
    def worked_region_ids(self) -> Ids:
        """Regions this user works for, as 经办 or 审核; leaders only look on."""
        return self.handled_region_ids | self.reviewed_region_ids

    @property
    def is_staff(self) -> bool:
        return bool(self.office_region_ids)

    @property
    def is_supervisor(self) -> bool:
        return bool(self.overseen_region_ids or self.line_unit_ids)


NOBODY = Scope()


def scope_of(user: Any) -> Scope:
    """The user's scope, kept on the user object: one per request."""
    if user is None or not user.is_authenticated:
        return NOBODY
    if not hasattr(user, "_scope"):
        user._scope = _read(user)
    return user._scope


def forget_scope(user: Any) -> None:
    """Drop what is kept on the user object, after its appointments changed."""
    user.__dict__.pop("_scope", None)
    user.__dict__.pop("_held", None)


def _read(user: Any) -> Scope:
    pairs: dict[str, set[tuple[int, int]]] = defaultdict(set)
    regions: dict[str, set[int]] = defaultdict(set)
    enrolled: set[tuple[int, int]] = set()
    line_ids: set[int] = set()
    for held in held_by(user):
        if held.unit_id is not None and held.region_id is not None:
            if held.state in ("active", "suspended"):
                pairs[held.role].add((held.unit_id, held.region_id))
            if held.is_enrolled:
                enrolled.add((held.unit_id, held.region_id))
        else:
            regions[held.role] |= set(held.within or ())
            line_ids |= set(held.line or ())
    roles = frozenset(pairs.keys() | regions.keys() | ({"line_supervisor"} if line_ids else set()))
    handled, reviewed = frozenset(regions["handler"]), frozenset(regions["reviewer"])
    return Scope(
        signed_in=True,
        acts_for=frozenset(pairs["liaison"] | pairs["secretary"]),
        signs_for=frozenset(pairs["secretary"]),
        enrolled=frozenset(enrolled),
        handled_region_ids=handled,
        reviewed_region_ids=reviewed,
        office_region_ids=handled | reviewed | regions["leader"],
        overseen_region_ids=frozenset(regions["supervisor"]),
        line_unit_ids=frozenset(line_ids),
        roles=roles,
    )
