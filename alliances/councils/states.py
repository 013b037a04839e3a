"""States of an alliance and the table of its moves."""

from django.db import models

from portal.workflow.machine import Machine, move


class AllianceState(models.TextChoices):
    ACTIVE = "active", "运行中"
    DISSOLVED = "dissolved", "已撤销"


S = AllianceState

ALLIANCE_MACHINE = Machine(
    move("dissolve", "撤销", [S.ACTIVE], S.DISSOLVED, undoable=True),
    move("restore", "恢复", [S.DISSOLVED], S.ACTIVE),
)
