"""States of a claim and the table of its moves."""

from django.db import models

from portal.workflow.machine import Machine, move


class ClaimState(models.TextChoices):
    INTENTION = "intention", "意向"
    OFFERED = "offered", "待续认领"
    PENDING_UNIT = "pending_unit", "待单位确认"
    SUBMITTED = "submitted", "待确认"
    CONFIRMED = "confirmed", "领办中"
    COMPLETED = "completed", "待办结"
    CLOSED = "closed", "办结"
    WITHDRAWN = "withdrawn", "已撤回"
    NOT_ADOPTED = "not_adopted", "暂不采用"
    RELEASED = "released", "已退出"
    LAPSED = "lapsed", "逾期失效"


S = ClaimState
HOLDING = (S.OFFERED, S.PENDING_UNIT, S.SUBMITTED, S.CONFIRMED, S.COMPLETED, S.CLOSED)
"""States in which a claim holds a place of its project. The trigger in the migration lists the same."""

STANDING = (S.INTENTION, *HOLDING)
"""States in which a unit cannot enter another claim on the project."""

UNDER_WAY = (S.CONFIRMED, S.COMPLETED)
"""States in which a claim is being worked on."""

WORKED_ON = (*UNDER_WAY, S.CLOSED)
"""States in which work is recorded: December's may be entered in January, after closing."""

CLAIM_MACHINE = Machine(
    move("claim", "认领", [S.INTENTION, S.OFFERED], S.SUBMITTED, undoable=True),
    move("claim-with-money", "认领（含资金）", [S.INTENTION, S.OFFERED], S.PENDING_UNIT, undoable=True),
    move("endorse", "单位确认", [S.PENDING_UNIT], S.SUBMITTED, undoable=True),
    move("confirm", "确认认领", [S.SUBMITTED], S.CONFIRMED, undoable=True),
    move("not-adopt", "暂不采用", [S.INTENTION, S.PENDING_UNIT, S.SUBMITTED], S.NOT_ADOPTED, undoable=True),
    move("withdraw", "撤回", [S.INTENTION, S.OFFERED, S.PENDING_UNIT, S.SUBMITTED], S.WITHDRAWN),
    move("release", "退出", [S.CONFIRMED], S.RELEASED, undoable=True),
    move("complete", "提交完成", [S.CONFIRMED], S.COMPLETED, undoable=True),
    move("send-back", "退回补充", [S.COMPLETED], S.CONFIRMED, undoable=True),
    move("close", "办结", [S.COMPLETED], S.CLOSED, undoable=True),
    move("lapse", "逾期失效", [S.OFFERED, S.PENDING_UNIT], S.LAPSED),
    move("retract", "撤回认领", [S.PENDING_UNIT, S.SUBMITTED, S.CONFIRMED], S.WITHDRAWN),
    move("retract-renewal", "撤回续认领", [S.PENDING_UNIT, S.SUBMITTED, S.CONFIRMED], S.OFFERED),
    move(
        "retract-to-intention", "撤回认领，仍为意向", [S.PENDING_UNIT, S.SUBMITTED, S.CONFIRMED], S.INTENTION
    ),
    move("retract-intention", "撤回意向", [S.INTENTION], S.WITHDRAWN),
)
"""Those of `retract` undo one's own claim, renewal or intention; a claim's confirmation goes with it."""
