"""Hands the capabilities' models to Django."""

from alliances.records.models import Record, RecordShare

__all__ = ["Record", "RecordShare"]
