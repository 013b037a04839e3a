"""The three lists as sheets that are taken in."""

from projects.listings.ledger_taking.taking import list_taker

__all__ = ["list_taker"]
