"""What a user's appointments add up to, read once per request."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

Ids = frozenset[int]


@dataclass(frozen=True)
class Scope:
    """For which units and regions a user acts, and which regions' published matters they may see.

    `acts_for` holds pairs (unit, region): a liaison acts for an enrolment, not for a unit everywhere.
    """

    signed_in: bool = False
    acts_for: frozenset[tuple[int, int]] = frozenset()
    signs_for: frozenset[tuple[int, int]] = frozenset()
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
    def is_staff(self) -> bool:
        return bool(self.office_region_ids)

    @property
    def is_supervisor(self) -> bool:
        return bool(self.overseen_region_ids or self.line_unit_ids)


NOBODY = Scope()


def scope_of(user: Any) -> Scope:
    """The user's scope, kept on the user object: one per request. Costs one query, two for an office."""
    if user is None or not user.is_authenticated:
        return NOBODY
    if not hasattr(user, "_scope"):
        user._scope = _read(user)
    return user._scope


def forget_scope(user: Any) -> None:
    """Drop what is kept on the user object, after its appointments changed."""
    user.__dict__.pop("_scope", None)


def _read(user: Any) -> Scope:
    appointments = user.appointments.in_force().select_related("enrolment", "region")
    pairs: dict[str, set[tuple[int, int]]] = defaultdict(set)
    codes: dict[str, set[str]] = defaultdict(set)
    line_ids: set[int] = set()
    for appointment in appointments:
        if appointment.enrolment is not None:
            if appointment.enrolment.state in ("active", "suspended"):
                pairs[appointment.role].add((appointment.enrolment.unit_id, appointment.enrolment.region_id))
        elif appointment.region is not None:
            codes[appointment.role].add(appointment.region.code)
        else:
            line_ids |= set(appointment.units.values_list("pk", flat=True))
    within = _regions_below({code for several in codes.values() for code in several})
    handled, reviewed = within(codes["handler"]), within(codes["reviewer"])
    return Scope(
        signed_in=True,
        acts_for=frozenset(pairs["liaison"] | pairs["secretary"]),
        signs_for=frozenset(pairs["secretary"]),
        handled_region_ids=handled,
        reviewed_region_ids=reviewed,
        office_region_ids=handled | reviewed | within(codes["leader"]),
        overseen_region_ids=within(codes["supervisor"]),
        line_unit_ids=frozenset(line_ids),
        roles=frozenset(pairs.keys() | codes.keys()) | (frozenset({"line_supervisor"} if line_ids else ())),
    )


def _regions_below(codes: set[str]) -> Any:
    """A function from codes to the ids of all streets and districts within them (listings hang on those)."""
    if not codes:
        return lambda wanted: frozenset()
    regions = apps.get_model("members", "Region").objects.filter(level__in=("district", "street"))
    known = [(pk, code) for pk, code in regions.values_list("pk", "code") if code.startswith(tuple(codes))]
    return lambda wanted: frozenset(pk for pk, code in known if code.startswith(tuple(wanted)))
