"""States of a swap and the table of its moves."""

from django.db import models

from portal.workflow.machine import Machine, move


class SwapState(models.TextChoices):
    PROPOSED = "proposed", "待对方同意"
    ACCEPTED = "accepted", "已对调"
    DECLINED = "declined", "对方未同意"
    WITHDRAWN = "withdrawn", "已撤回"
    VOID = "void", "已失效"


S = SwapState

ANSWERED = (S.ACCEPTED, S.DECLINED)
"""States that say who answered, and when."""

SWAP_MACHINE = Machine(
    move("accept", "同意对调", [S.PROPOSED], S.ACCEPTED),
    move("retract", "撤回同意", [S.ACCEPTED], S.VOID),
    move("decline", "不同意对调", [S.PROPOSED], S.DECLINED),
    move("withdraw", "撤回", [S.PROPOSED], S.WITHDRAWN),
    move("void", "失效", [S.PROPOSED], S.VOID),
)
"""A swap becomes void when one of its duties moved meanwhile or began, or who accepted takes that back."""
