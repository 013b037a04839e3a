"""Keeping papers: enter, correct, put aside, bring back."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from alliances.papers.models import Document
from portal.files.actions import store_upload
from portal.permits import demand
from portal.refusals import Refusal

REVERSED = "所属期的开始在结束之后，请核对。"
TERMS = ("kind", "title", "number", "issued_on", "period_from", "period_until", "shared")


def enter_document(document: Document, *, by: Any, upload: UploadedFile | None = None) -> Document:
    """Keep a new paper, with or without its file. Refusals: period_reversed, and those of uploads."""
    demand(by, "papers.change", document)
    _check(document)
    document.entered_by = by
    with transaction.atomic():
        document.save()
        _attach(document, upload, by)
    return document


def change_document(
    document: Document, *, by: Any, upload: UploadedFile | None = None, **terms: Any
) -> Document:
    """Correct what is said of it; a new file takes the place of the one before, which stays stored.

    Refusals: removed, period_reversed, and those of uploads.
    """
    with transaction.atomic():
        locked = _lock(document)
        demand(by, "papers.change", locked)
        if locked.removed_at:
            raise Refusal("removed", "这份文件已移除，不能修改。如需修改，请先恢复。")
        for name, value in terms.items():
            setattr(locked, name, value)
        _check(locked)
        _save(locked, *terms)
        _attach(locked, upload, by)
    return locked


def remove_document(document: Document, *, by: Any) -> Document:
    """移除: it leaves the lists and can come back. Removing it again changes nothing."""
    with transaction.atomic():
        locked = _lock(document)
        demand(by, "papers.change", locked)
        if locked.removed_at is None:
            locked.removed_at = timezone.now()
            _save(locked, "removed_at")
    return locked


def restore_document(document: Document, *, by: Any) -> Document:
    """恢复. Of one that stands already nothing changes."""
    with transaction.atomic():
        locked = _lock(document)
        demand(by, "papers.change", locked)
        if locked.removed_at is not None:
            locked.removed_at = None
            _save(locked, "removed_at")
    return locked


def _lock(document: Document) -> Document:
    rows = Document.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("region", "file").get(pk=document.pk)


def _save(document: Document, *names: str) -> None:
    document.version += 1
    document.save(update_fields=[*names, "version"])


def _check(document: Document) -> None:
    start, end = document.period_from, document.period_until
    if start and end and start > end:
        raise Refusal("period_reversed", REVERSED)


def _attach(document: Document, upload: UploadedFile | None, by: Any) -> None:
    if upload is not None:
        document.file = store_upload(upload, by=by, about=document)
        document.save(update_fields=["file"])
