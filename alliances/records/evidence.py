"""佐证: optional files about a record. Whoever sees the record sees them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from alliances.records.models import Record
from portal.files.actions import store_upload
from portal.files.models import StoredFile
from portal.files.refusals import FileRefused
from portal.permits import demand

MOST_FILES = 9
"""At one go; more can be added on the record's page."""


def may_see_evidence(user: Any, record: Record) -> bool:
    return Record.objects.visible_to(user).filter(pk=record.pk).exists()


def evidence_of(*records: Record) -> QuerySet[StoredFile]:
    """The files about these records, the first uploaded first."""
    about = ContentType.objects.get_for_model(Record)
    ids = [record.pk for record in records]
    return StoredFile.objects.filter(about_type=about, about_id__in=ids).order_by("pk")


def attach(record: Record, uploads: Iterable[UploadedFile], *, by: Any) -> list[str]:
    """Keep each upload that can be kept; gives a sentence for each that cannot.

    One bad photo takes neither the record nor the other files with it.
    """
    demand(by, "records.change", record)
    refused = []
    for upload in uploads:
        try:
            store_upload(upload, by=by, about=record)
        except FileRefused as refusal:
            refused.append(f"“{upload.name}”：{refusal.sentence}")
    return refused
