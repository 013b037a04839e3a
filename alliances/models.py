"""Hands the capabilities' models to Django."""

from alliances.papers.models import Document
from alliances.records.models import Record, RecordShare

__all__ = ["Document", "Record", "RecordShare"]
