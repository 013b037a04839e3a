from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.files.models import StoredFile
from portal.ledgers.imports.states import ImportState
from portal.ledgers.taking import LEDGER_PLACES

UNDO_WITHIN = timedelta(days=1)
"""So long a whole import can be taken back, as long as nothing was built on it."""


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: Any) -> "ImportQuerySet":
        """Those of the offices for which one may take ledgers in."""
        return self.filter(region__in=next(iter(LEDGER_PLACES))(user))


class Import(models.Model):
    """导入: one workbook on its way in, from the upload to what it became.

    `choices` is what the person said of its sheets, `corrections` what was typed over its cells; both
    are read over the file, which itself never changes. `preview` is what the last reading found and
    `result` what came in; their shape is described in `portal/ledgers/imports/telling.py`.
    """

    region = models.ForeignKey(
        "members.Region", models.PROTECT, related_name="imports", verbose_name="街道（镇）"
    )
    year = models.PositiveSmallIntegerField("年度")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="台账文件")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="导入人")
    state = models.CharField(
        "状态", max_length=10, choices=ImportState, default=ImportState.READING, editable=False
    )
    choices = models.JSONField("列的对应", default=dict, blank=True)
    corrections = models.JSONField("更正", default=dict, blank=True)
    preview = models.JSONField("读到的内容", null=True)
    result = models.JSONField("导入结果", null=True)
    trouble = models.CharField("未完成的原因", max_length=300, blank=True)
    created_at = models.DateTimeField("上传时间", default=timezone.now)
    imported_at = models.DateTimeField("导入时间", null=True)
    undone_at = models.DateTimeField("撤销时间", null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = "台账导入"
        indexes = [models.Index(fields=["region", "-id"], name="import_by_region")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["imported", "undone"]) | Q(imported_at__isnull=False),
                name="import_imported_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(state="undone"), name="import_undone_has_the_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | Q(trouble__gt=""), name="import_failed_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} 年度台账导入"

    @property
    def undo_until(self) -> Any:
        """Until when the whole import may be taken back; None before it came in."""
        return self.imported_at and self.imported_at + UNDO_WITHIN


class ImportedRow(models.Model):
    """What an import did to one row of a table, so that it can be taken back.

    `before` holds the fields it overwrote, as the sheet's app wrote them down; `version` is the row's
    version right after: a higher one means that somebody built on it. Rows are deleted with the day.
    """

    import_ref = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    sheet = models.CharField("台账种类", max_length=20)
    object_id = models.PositiveBigIntegerField()
    created = models.BooleanField("新增")
    before = models.JSONField(default=dict)
    version = models.PositiveIntegerField()

    class Meta:
        verbose_name = "导入的一行"
        constraints = [
            models.UniqueConstraint("import_ref", "sheet", "object_id", name="imported_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.object_id}"


class ColumnChoice(models.Model):
    """What an office's own column header means: chosen once, remembered for the next workbook.

    An empty `key`: a column to keep as a custom field, although its header looks like one we know.
    """

    region = models.ForeignKey("members.Region", models.CASCADE, related_name="+")
    sheet = models.CharField("台账种类", max_length=20)
    header = models.CharField("表头", max_length=80)
    key = models.CharField("对应的栏目", max_length=40, blank=True)

    class Meta:
        verbose_name = "列的对应"
        constraints = [
            models.UniqueConstraint("region", "sheet", "header", name="column_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.header} → {self.key}"


class HeldRow(models.Model):
    """A row of a sheet whose part of the portal is not there yet: kept whole, ready to be taken in later.

    `key` is what the row is recognised by (for a pairing: both sides and the mode, and which one of them).
    """

    region = models.ForeignKey("members.Region", models.PROTECT, related_name="+", verbose_name="街道（镇）")
    year = models.PositiveSmallIntegerField("年度")
    sheet = models.CharField("台账种类", max_length=20)
    key = models.CharField(max_length=250)
    values = models.JSONField("内容")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "待转入的一行"
        constraints = [models.UniqueConstraint("region", "year", "sheet", "key", name="held_row_once")]

    def __str__(self) -> str:
        return self.key
