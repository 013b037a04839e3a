"""Schemes to start from, by the name that an address gives them."""

from alliances.assessment.patterns import levels, member_units, stars
from alliances.assessment.patterns.pattern import Pattern

PATTERNS: dict[str, Pattern] = {
    "member-units": member_units.PATTERN,
    "five-stars": stars.FIVE_STARS,
    "duty-book": stars.DUTY_BOOK,
    "classed": levels.CLASSED,
    "five-fields": levels.FIVE_FIELDS,
    "taken-off": levels.TAKEN_OFF,
}

__all__ = ["PATTERNS", "Pattern"]
