"""The register of units as a sheet that is taken in."""

from members.units.ledger_taking.known import named_units
from members.units.ledger_taking.taking import take_units

__all__ = ["named_units", "take_units"]
