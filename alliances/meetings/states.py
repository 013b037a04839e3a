"""States of meetings, agenda items and resolutions, and the tables of their moves."""

from django.db import models

from portal.workflow.machine import Machine, move


class MeetingState(models.TextChoices):
    DRAFT = "draft", "筹备中"
    CALLED = "called", "已通知"
    HELD = "held", "已召开"
    MINUTED = "minuted", "已发纪要"
    CANCELLED = "cancelled", "已取消"


M = MeetingState
WAS_CALLED = (M.CALLED, M.HELD, M.MINUTED)
"""States in which the units know of it."""

BEFORE_IT = (M.DRAFT, M.CALLED)
"""States in which it is still prepared: units, agenda, time and place may change."""

TOOK_PLACE = (M.HELD, M.MINUTED)

MEETING_MACHINE = Machine(
    move("call", "发出通知", [M.DRAFT], M.CALLED, undoable=True),
    move("hold", "召开", [M.CALLED], M.HELD, undoable=True),
    move("publish-minutes", "发布纪要", [M.HELD], M.MINUTED),
    move("cancel", "取消", [M.DRAFT, M.CALLED], M.CANCELLED),
)


class AgendaState(models.TextChoices):
    PROPOSED = "proposed", "待定"
    ACCEPTED = "accepted", "列入议程"
    NOT_TAKEN = "not_taken", "暂不列入"
    WITHDRAWN = "withdrawn", "已撤回"


A = AgendaState

AGENDA_MACHINE = Machine(
    move("accept", "列入议程", [A.PROPOSED, A.NOT_TAKEN], A.ACCEPTED, undoable=True),
    move("not-take", "暂不列入", [A.PROPOSED, A.ACCEPTED], A.NOT_TAKEN, undoable=True),
    move("withdraw", "撤回", [A.PROPOSED], A.WITHDRAWN),
)


class ResolutionState(models.TextChoices):
    ASSIGNED = "assigned", "办理中"
    REPORTED = "reported", "待销号"
    CLOSED = "closed", "已销号"
    DROPPED = "dropped", "不再办理"


R = ResolutionState
OPEN = (R.ASSIGNED, R.REPORTED)
"""States in which the next meeting opens with it."""

RESOLUTION_MACHINE = Machine(
    move("report", "报告办理情况", [R.ASSIGNED], R.REPORTED, undoable=True),
    move("send-back", "退回补充", [R.REPORTED], R.ASSIGNED, undoable=True),
    move("close", "销号", [R.REPORTED], R.CLOSED, undoable=True),
    move("drop", "不再办理", [R.ASSIGNED, R.REPORTED], R.DROPPED, undoable=True),
)
