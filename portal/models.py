"""Hands the ground floor's models to Django."""

from portal.api.models import IdempotencyKey, RequestCounter
from portal.audit.models import AuditEntry, PersonalDataView
from portal.documents.models import Template
from portal.exports.models import Export
from portal.files.models import StoredFile
from portal.inbox.models import Notice
from portal.ledgers.imports.models import ColumnChoice, HeldRow, Import, ImportedRow
from portal.ledgers.snapshots.models import Snapshot
from portal.outbox.models import Heartbeat, Outbox, PeriodRun, Progress
from portal.workflow.models import Step

__all__ = [
    "AuditEntry",
    "ColumnChoice",
    "Export",
    "Heartbeat",
    "HeldRow",
    "IdempotencyKey",
    "Import",
    "ImportedRow",
    "Notice",
    "Outbox",
    "PeriodRun",
    "PersonalDataView",
    "Progress",
    "RequestCounter",
    "Snapshot",
    "Step",
    "StoredFile",
    "Template",
]
