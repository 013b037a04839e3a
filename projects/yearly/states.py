"""What becomes of a carry-over that was asked for."""

from django.db import models

from portal.workflow.machine import Machine, move


class CarryState(models.TextChoices):
    RUNNING = "running", "沿用中"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"


S = CarryState

CARRY_MACHINE = Machine(
    move("finish", "沿用完成", [S.RUNNING], S.DONE),
    move("fail", "未能完成", [S.RUNNING], S.FAILED),
    move("retry", "重新沿用", [S.FAILED], S.RUNNING),
)
