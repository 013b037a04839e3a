"""Hands the ground floor's models to Django."""

from portal.api.models import IdempotencyKey, RequestCounter
from portal.audit.models import AuditEntry, PersonalDataView
from portal.files.models import StoredFile
from portal.inbox.models import Notice
from portal.outbox.models import Heartbeat, Outbox, PeriodRun
from portal.workflow.models import Step

__all__ = [
    "AuditEntry",
    "Heartbeat",
    "IdempotencyKey",
    "Notice",
    "Outbox",
    "PeriodRun",
    "PersonalDataView",
    "RequestCounter",
    "Step",
    "StoredFile",
]
