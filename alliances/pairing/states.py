"""States of a pairing and the table of its moves."""

from django.db import models

from portal.workflow.machine import Machine, move


class PairingState(models.TextChoices):
    DRAFTED = "drafted", "草拟"
    PROPOSED = "proposed", "待双方同意"
    AGREED = "agreed", "待备案"
    FILED = "filed", "履行中"
    RENEWED = "renewed", "已续签"
    EXPIRED = "expired", "已到期"
    TERMINATED = "terminated", "已终止"
    DECLINED = "declined", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"
    LAPSED = "lapsed", "逾期失效"


S = PairingState

OPEN = (S.DRAFTED, S.PROPOSED, S.AGREED)
"""Not yet in force."""

HOLDING = (S.PROPOSED, S.AGREED, S.FILED)
"""They count against what a round allows each side; drafts do not."""

KEPT = (S.FILED, S.RENEWED, S.EXPIRED, S.TERMINATED)
"""They were filed: agreed by both sides, numbered, seen by whoever takes part in the street."""

BETWEEN = (*OPEN, S.FILED, S.RENEWED, S.EXPIRED)
"""No two of these overlap between the same two in one round; one terminated counts until its last day."""

GIVEN_UP = (S.DECLINED, S.WITHDRAWN, S.LAPSED)
"""Never in force."""

PAIRING_MACHINE = Machine(
    move("propose", "提请双方同意", [S.DRAFTED], S.PROPOSED, undoable=True),
    move("agree", "双方同意", [S.PROPOSED], S.AGREED, undoable=True),
    move("decline", "不同意", [S.PROPOSED], S.DECLINED),
    move("withdraw", "撤回", OPEN, S.WITHDRAWN),
    move("lapse", "逾期失效", [S.PROPOSED], S.LAPSED),
    move("send-back", "退回修改", [S.PROPOSED, S.AGREED], S.DRAFTED),
    move("file", "备案", [S.AGREED], S.FILED, undoable=True),
    move("terminate", "终止", [S.FILED], S.TERMINATED, undoable=True),
    move("expire", "到期", [S.FILED], S.EXPIRED),
    move("succeed", "由续签接替", [S.FILED], S.RENEWED),
)
"""Each secretary's consent is a step of its own (`consent`); the second one moves the pairing to 待备案.

A filed pairing is in force from its first day to its last, by the calendar: no job has to move it.
"""
