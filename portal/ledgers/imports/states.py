"""What becomes of a workbook that was handed in."""

from django.db import models

from portal.workflow.machine import Machine, move


class ImportState(models.TextChoices):
    READING = "reading", "读取中"
    READY = "ready", "待确认"
    IMPORTING = "importing", "导入中"
    IMPORTED = "imported", "已导入"
    FAILED = "failed", "未完成"
    UNDONE = "undone", "已撤销"
    DISCARDED = "discarded", "已放弃"


S = ImportState

AT_WORK = (S.READING, S.IMPORTING)
"""A job is at it, or will be as soon as one is free."""

IMPORT_MACHINE = Machine(
    move("understood", "读取完成", [S.READING], S.READY),
    move("fail", "未能完成", AT_WORK, S.FAILED),
    move("reread", "重新读取", [S.READY, S.FAILED], S.READING),
    move("confirm", "确认导入", [S.READY], S.IMPORTING),
    move("bring_in", "导入完成", [S.IMPORTING], S.IMPORTED),
    move("take_back", "撤销导入", [S.IMPORTED], S.UNDONE),
    move("discard", "放弃", [S.READY, S.FAILED], S.DISCARDED),
)
