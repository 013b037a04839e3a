"""States of a scheme, a cycle and an objection, and the tables of their moves."""

from django.db import models

from portal.workflow.machine import Machine, move


class SchemeState(models.TextChoices):
    DRAFTED = "drafted", "拟订中"
    ADOPTED = "adopted", "施行中"
    RETIRED = "retired", "已停用"


SCHEME_MACHINE = Machine(
    move("adopt", "施行", [SchemeState.DRAFTED], SchemeState.ADOPTED, undoable=True),
    move("retire", "停用", [SchemeState.ADOPTED], SchemeState.RETIRED, undoable=True),
)


class CycleState(models.TextChoices):
    OPEN = "open", "进行中"
    COMPUTED = "computed", "待审核"
    REVIEWED = "reviewed", "已审核"
    FED_BACK = "fed_back", "已反馈"
    PUBLICISED = "publicised", "公示中"
    FINAL = "final", "已定"


C = CycleState

TOLD = (C.FED_BACK, C.PUBLICISED, C.FINAL)
"""Whom a result concerns sees it from here on."""

CONTESTABLE = (C.FED_BACK, C.PUBLICISED)
"""An objection can be raised, until the cycle's last day for it."""

COMPUTABLE = (C.OPEN, C.COMPUTED)
"""Results are computed anew from the records; from 已审核 on they stand."""

CYCLE_MACHINE = Machine(
    move("compute", "计算", [C.OPEN], C.COMPUTED),
    move("reopen", "退回", [C.REVIEWED], C.COMPUTED),
    move("review", "审核", [C.COMPUTED], C.REVIEWED, undoable=True),
    move("feed-back", "反馈", [C.REVIEWED], C.FED_BACK),
    move("publicise", "公示", [C.REVIEWED], C.PUBLICISED),
    move("finalise", "确定", CONTESTABLE, C.FINAL),
)
"""Computing anew while a cycle waits for its review moves nothing: it is a step that is noted."""


class ObjectionState(models.TextChoices):
    RAISED = "raised", "待答复"
    UPHELD = "upheld", "予以更正"
    DISMISSED = "dismissed", "维持原结果"
    WITHDRAWN = "withdrawn", "已撤回"


OBJECTION_MACHINE = Machine(
    move("uphold", "予以更正", [ObjectionState.RAISED], ObjectionState.UPHELD),
    move("dismiss", "维持原结果", [ObjectionState.RAISED], ObjectionState.DISMISSED),
    move("withdraw", "撤回异议", [ObjectionState.RAISED], ObjectionState.WITHDRAWN),
)
