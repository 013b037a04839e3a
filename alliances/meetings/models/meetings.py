"""Meetings, whom they ask, what they talk about, and their minutes."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alliances.councils.models import Alliance
from alliances.meetings.states import WAS_CALLED, AgendaState, MeetingState
from alliances.records.models import Record
from alliances.rotation.models import Duty
from members.scope import scope_of
from members.units.models import Unit
from portal.constraints import SaidByActions


class MeetingKind(models.TextChoices):
    CONFERENCE = "conference", "联席会议"
    COUNCIL = "council", "理事会"
    COMMITTEE = "committee", "专委会会议"
    LIAISONS = "liaisons", "联络员会议"
    THEME_DAY = "theme_day", "主题党日"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Any) -> "MeetingQuerySet":
        """Called ones, also when cancelled: the units asked to come, and whoever sees the alliance. Drafts:
        the office and the unit on duty, whose period it is.
        """
        scope = scope_of(user)
        mine = scope.unit_ids | scope.line_unit_ids
        overseen = scope.office_region_ids | scope.overseen_region_ids
        asked = Invitation.objects.filter(unit_id__in=mine).values("meeting_id")
        return self.filter(
            Q(alliance__region_id__in=overseen)
            | Q(duty__holder_id__in=mine)
            | Q(called_at__isnull=False, pk__in=asked)
            | Q(called_at__isnull=False, alliance__in=Alliance.objects.visible_to(user))
        )


class Meeting(SaidByActions):
    """会议 / 主题党日: called with the days of notice its alliance's charter wants, held, minuted.

    `duty`: the period it belongs to; the unit on duty may call and minute it. `notice_days` is what the
    charter said when it was called; less notice needs `urgent_reason`.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="meetings", verbose_name="组织")
    duty = models.ForeignKey(
        Duty, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name="所属轮值"
    )
    kind = models.CharField("类型", max_length=12, choices=MeetingKind, default=MeetingKind.CONFERENCE)
    title = models.CharField("名称", max_length=100)
    starts_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间", null=True, blank=True)
    place = models.CharField("地点", max_length=100)
    notes = models.CharField("通知内容", max_length=1000, blank=True)
    notice_days = models.PositiveSmallIntegerField("提前通知天数", default=0, editable=False)
    urgent_reason = models.CharField("临时召开原因", max_length=200, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=MeetingState, default=MeetingState.DRAFT, editable=False
    )
    called_at = models.DateTimeField("通知时间", null=True, editable=False)
    held_at = models.DateTimeField("召开时间", null=True, editable=False)
    cancel_reason = models.CharField("取消原因", max_length=200, blank=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    records = models.ManyToManyField(Record, related_name="meetings", blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "会议"
        indexes = [
            models.Index(fields=["alliance", "-starts_at", "-id"], name="meeting_by_alliance"),
            models.Index(fields=["-starts_at", "-id"], name="meeting_latest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="meeting_kind_known"),
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meeting_state_known"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WAS_CALLED) | Q(called_at__isnull=False),
                name="meeting_called_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[MeetingState.HELD, MeetingState.MINUTED]) | Q(held_at__isnull=False),
                name="meeting_held_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CANCELLED) | Q(cancel_reason__gt=""),
                name="meeting_cancelled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Answer(models.TextChoices):
    ATTEND = "attend", "参加"
    SUBSTITUTE = "substitute", "代会"
    LEAVE = "leave", "请假"


class Invitation(models.Model):
    """通知回执: a unit asked to come, what it answered, and whether it came. Signing in is optional."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations", verbose_name="会议")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="invitations", verbose_name="单位")
    answer = models.CharField("回执", max_length=10, choices=Answer, blank=True)
    who = models.CharField("参会人", max_length=40, blank=True)
    reason = models.CharField("请假原因", max_length=200, blank=True)
    basis = models.CharField("代办依据", max_length=100, blank=True)
    answered_at = models.DateTimeField("回执时间", null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    arrived_at = models.DateTimeField("签到时间", null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "通知回执"
        constraints = [
            models.UniqueConstraint("meeting", "unit", name="invitation_once_per_unit"),
            models.CheckConstraint(
                condition=Q(answer__in=["", *Answer.values]), name="invitation_answer_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="invitation_answered_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.LEAVE) | Q(reason__gt=""), name="invitation_leave_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.SUBSTITUTE) | Q(who__gt=""), name="invitation_substitute_named"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}：{self.unit}"


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: Any) -> "AgendaItemQuerySet":
        """What is on the agenda: whoever sees the meeting. The rest: who prepares it, and who proposed it."""
        scope = scope_of(user)
        mine = scope.unit_ids | scope.line_unit_ids
        overseen = scope.office_region_ids | scope.overseen_region_ids
        return self.filter(
            Q(meeting__alliance__region_id__in=overseen)
            | Q(meeting__duty__holder_id__in=mine)
            | Q(unit_id__in=mine)
            | Q(state=AgendaState.ACCEPTED, meeting__in=Meeting.objects.visible_to(user))
        )


class AgendaItem(models.Model):
    """议题: proposed by a unit ahead of the meeting, or put on it by who calls it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda", verbose_name="会议")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="agenda_items", verbose_name="提出单位"
    )
    title = models.CharField("议题", max_length=100)
    detail = models.CharField("说明", max_length=500, blank=True)
    sort = models.PositiveSmallIntegerField("次序", default=100)
    state = models.CharField("状态", max_length=10, choices=AgendaState, editable=False)
    answer = models.CharField("答复", max_length=200, blank=True, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    proposed_at = models.DateTimeField("提出时间", default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "议题"
        ordering = ["sort", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AgendaState.values), name="agenda_state_known"),
            models.CheckConstraint(
                condition=~Q(state=AgendaState.NOT_TAKEN) | Q(answer__gt=""),
                name="agenda_not_taken_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Minutes(models.Model):
    """纪要: one published version. Another edit is another version; all are kept, none is changed."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes", verbose_name="会议")
    number = models.PositiveSmallIntegerField("版本")
    text = models.TextField("纪要", max_length=20000)
    reason = models.CharField("修改原因", max_length=200, blank=True)
    published_at = models.DateTimeField("发布时间", default=timezone.now, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "纪要"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint("meeting", "number", name="minutes_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="minutes_version_positive"),
            models.CheckConstraint(
                condition=Q(number=1) | Q(reason__gt=""), name="minutes_changed_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} 第 {self.number} 版"
