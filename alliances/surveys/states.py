"""States of a survey and the table of its moves."""

from django.db import models

from portal.workflow.machine import Machine, move


class SurveyState(models.TextChoices):
    DRAFTED = "drafted", "拟订中"
    OPEN = "open", "测评中"
    CLOSED = "closed", "已结束"


SURVEY_MACHINE = Machine(
    move("open", "开始测评", [SurveyState.DRAFTED], SurveyState.OPEN),
    move("close", "结束测评", [SurveyState.OPEN], SurveyState.CLOSED),
)
