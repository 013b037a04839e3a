"""The year that things in tests belong to."""

YEAR = 2026
