"""What becomes of something that was asked for as a file."""

from django.db import models

from portal.workflow.machine import Machine, move


class ExportState(models.TextChoices):
    MAKING = "making", "制作中"
    READY = "ready", "可下载"
    FAILED = "failed", "未完成"
    EXPIRED = "expired", "已过期"


S = ExportState

EXPORT_MACHINE = Machine(
    move("finish", "制作完成", [S.MAKING], S.READY),
    move("fail", "未能完成", [S.MAKING], S.FAILED),
    move("retry", "重新制作", [S.FAILED], S.MAKING),
    move("expire", "过期清理", [S.READY], S.EXPIRED),
)
