from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from alliances.councils.states import AllianceState
from members.places.models import Region
from members.scope import scope_of
from members.units.models import DateRange, Unit
from portal.constraints import SaidByActions
from portal.files.models import StoredFile

MOST_NOTICE_DAYS = 60


class AllianceKind(models.TextChoices):
    CONFERENCE = "conference", "联席会议"
    COMMITTEE = "committee", "专委会"
    LEAGUE = "league", "党建联盟"
    BIG_COMMITTEE = "big_committee", "社区大党委"
    GROUP = "group", "片区、小组"


class AllianceQuerySet(models.QuerySet["Alliance"]):
    def visible_to(self, user: Any) -> "AllianceQuerySet":
        """Those of the places one takes part in, of the places around them, and one's own units' anywhere.

        A liaison of a street sees the district's conference and its committees too.
        """
        scope = scope_of(user)
        if not scope.signed_in:
            return self.none()
        within = Region.objects.filter(
            pk__in=scope.seen_region_ids, code__startswith=OuterRef("region__code")
        )
        mine = Membership.objects.filter(unit_id__in=scope.unit_ids | scope.line_unit_ids)
        return self.filter(
            Exists(within) | Q(region_id__in=scope.seen_region_ids) | Q(pk__in=mine.values("alliance_id"))
        )

    def standing(self) -> "AllianceQuerySet":
        return self.filter(state=AllianceState.ACTIVE)


class Alliance(SaidByActions):
    """联席会议 / 专委会 / 党建联盟 / 社区大党委: a body of units, in a tree of any shape ("1+7+14+x").

    A trigger refuses a tree that bites its own tail. `notice_days`: how many days ahead its charter wants
    meetings called.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="alliances", verbose_name="所属区域")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    kind = models.CharField("类型", max_length=16, choices=AllianceKind, default=AllianceKind.CONFERENCE)
    name = models.CharField("名称", max_length=60)
    brand = models.CharField("品牌", max_length=30, blank=True, help_text="如：共同行动、心联鑫、鑫联盟")
    purpose = models.CharField("宗旨", max_length=300, blank=True)
    charter = models.TextField("章程", max_length=20000, blank=True)
    charter_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    notice_days = models.PositiveSmallIntegerField(
        "会议提前通知天数", default=3, validators=[MaxValueValidator(MOST_NOTICE_DAYS)]
    )
    founded_on = models.DateField("成立日期", null=True, blank=True)
    sort = models.PositiveSmallIntegerField("次序", default=100)
    state = models.CharField(
        "状态", max_length=10, choices=AllianceState, default=AllianceState.ACTIVE, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AllianceQuerySet.as_manager()

    class Meta:
        verbose_name = "联席会议"
        ordering = ["sort", "id"]
        indexes = [
            models.Index(fields=["region", "sort", "id"], name="alliance_by_region"),
            models.Index(fields=["name", "id"], name="alliance_by_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                "region",
                "name",
                name="alliance_name_once_per_region",
                violation_error_message="这里已有同名的组织，请换一个名称。",
            ),
            models.CheckConstraint(condition=Q(kind__in=AllianceKind.values), name="alliance_kind_known"),
            models.CheckConstraint(condition=Q(state__in=AllianceState.values), name="alliance_state_known"),
            models.CheckConstraint(
                condition=Q(notice_days__lte=MOST_NOTICE_DAYS), name="alliance_notice_within_60_days"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="alliance_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    CHAIR = "chair", "主任单位"
    VICE = "vice", "副主任单位"
    STANDING = "standing", "常务理事单位"
    COUNCIL = "council", "理事单位"
    MEMBER = "member", "成员单位"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: Any) -> "MembershipQuerySet":
        return self.filter(alliance__in=Alliance.objects.visible_to(user))

    def in_force(self, day: Any = None) -> "MembershipQuerySet":
        """Those in force on a local day, today unless told."""
        day = day or timezone.localdate()
        return self.filter(from_on__lte=day).filter(Q(until_on=None) | Q(until_on__gte=day))


class Membership(SaidByActions):
    """成员关系: a unit in an alliance, with its role, from a day to a day, both inclusive.

    Another role is another row: the one before ends the day before. Joining and leaving name the decision
    they rest on.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="memberships", verbose_name="组织")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name="单位")
    role = models.CharField("身份", max_length=10, choices=Role, default=Role.MEMBER)
    from_on = models.DateField("加入日期")
    until_on = models.DateField("退出日期", null=True, blank=True)
    joined_by = models.CharField("加入依据", max_length=100, blank=True, help_text="会议决定或文号")
    left_by = models.CharField("退出依据", max_length=100, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "成员关系"
        indexes = [models.Index(fields=["unit", "alliance"], name="membership_by_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="membership_ends_after_start",
            ),
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    ("alliance", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on", RangeBoundary(True, True)), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}（{self.get_role_display()}）"


class ConcurrentMember(SaidByActions):
    """兼职委员: a person of a unit who sits on a big committee, with post and term.

    The name is an office-holder's, shown to whoever sees the alliance and never to the public.
    """

    alliance = models.ForeignKey(
        Alliance, models.PROTECT, related_name="concurrent_members", verbose_name="组织"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="concurrent_members", verbose_name="单位")
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("本单位职务", max_length=40, blank=True)
    title = models.CharField("兼任职务", max_length=30, default="兼职委员")
    from_on = models.DateField("任期起")
    until_on = models.DateField("任期止", null=True, blank=True)
    decided_by = models.CharField("聘任依据", max_length=100, blank=True, help_text="批复或备案文号")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "兼职委员"
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="concurrent_member_ends_after_start",
            ),
            ExclusionConstraint(
                name="concurrent_member_once_at_a_time",
                expressions=[
                    ("alliance", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("name", RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on", RangeBoundary(True, True)), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.title}）"
