"""The verbs of January: take the lists over, take that back, ask the units."""

from projects.yearly.actions.carrying import CarriedOver, carry_over
from projects.yearly.actions.taking_back import take_back

__all__ = ["CarriedOver", "carry_over", "take_back"]
