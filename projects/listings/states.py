"""States of the three lists and the table of their moves."""

from django.db import models

from portal.workflow.machine import Machine, move


class ListingState(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "退回修改"
    NOT_ADOPTED = "not_adopted", "暂不采用"
    PUBLISHED = "published", "已发布"
    SUSPENDED = "suspended", "暂停"
    CLOSED = "closed", "已关闭"


S = ListingState
EDITABLE = (S.DRAFT, S.RETURNED)

LISTING_MACHINE = Machine(
    move("submit", "提交", [S.DRAFT, S.RETURNED], S.SUBMITTED, undoable=True),
    move("publish", "审核发布", [S.DRAFT, S.SUBMITTED], S.PUBLISHED, undoable=True),
    move("return", "退回修改", [S.SUBMITTED], S.RETURNED, undoable=True),
    move("not-adopt", "暂不采用", [S.SUBMITTED], S.NOT_ADOPTED, undoable=True),
    move("suspend", "暂停", [S.PUBLISHED], S.SUSPENDED, undoable=True),
    move("resume", "恢复", [S.SUSPENDED], S.PUBLISHED, undoable=True),
    move("close", "关闭", [S.PUBLISHED, S.SUSPENDED], S.CLOSED, undoable=True),
)
