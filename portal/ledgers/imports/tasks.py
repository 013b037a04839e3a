"""Periodic work on imports."""

from celery import shared_task
from django.utils import timezone

from portal.ledgers.imports.models import UNDO_WITHIN, ImportedRow


@shared_task
def forget_rows() -> None:
    """What an import overwrote is kept for as long as the import can be taken back."""
    ImportedRow.objects.filter(import_ref__imported_at__lt=timezone.now() - UNDO_WITHIN).delete()
