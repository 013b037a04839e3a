"""The facts of a unit, by their labels."""

from typing import Any

from members.places.points import point_words
from members.units.models import Unit

SHOWN = (
    *("kind", "neighbourhood", "party_form", "party_members"),
    *("superior", "uscc", "address", "district"),
)


def facts_of(found: Unit) -> list[tuple[str, Any]]:
    """What the district added itself comes last."""
    facts = [(label_of(name), getattr(found, name)) for name in SHOWN]
    facts += [("坐标", point_words(found.latitude, found.longitude))]
    successors = "、".join(map(str, found.successors.all())) if found.state == "merged" else ""
    merged = [("承接单位", successors)] if successors else []
    return [*facts, ("别名", "、".join(found.aliases)), *merged, *found.custom.items()]


def label_of(name: str) -> str:
    return str(Unit._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
