from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One row written, as the database saw it. Its table is the owner's: see `portal/sql/audit.sql`."""

    at = models.DateTimeField()
    db_role = models.TextField()
    context = models.JSONField()
    table_name = models.TextField()
    row_id = models.TextField()
    operation = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        managed = False
        db_table = "portal_auditentry"

    def __str__(self) -> str:
        return f"{self.operation} {self.table_name} {self.row_id}"


class PersonalDataView(models.Model):
    """查看记录: who saw a full phone number or name, whose, when and why."""

    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=40)
    reason = models.CharField("理由", max_length=200, blank=True)
    viewed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="personal_view_subject")]

    def __str__(self) -> str:
        return f"{self.viewer} {self.subject_kind} {self.subject_id}"
