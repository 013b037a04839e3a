"""The verbs of January: take the lists over, take that back, ask the units."""

from projects.yearly.actions.asking import ask_units, remind_of_renewals
from projects.yearly.actions.carrying import CarriedOver, carry_over
from projects.yearly.actions.starting import given_up, retry, start_carry_over
from projects.yearly.actions.taking_back import take_back

__all__ = [
    "CarriedOver",
    "ask_units",
    "carry_over",
    "given_up",
    "remind_of_renewals",
    "retry",
    "start_carry_over",
    "take_back",
]
