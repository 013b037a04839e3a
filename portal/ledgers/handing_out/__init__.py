"""Ledgers the other way: what is on record, laid out as the sheets that are taken in."""
