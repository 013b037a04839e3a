"""Who is paired with whom, from a day to a day, and what both agreed to."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone

from alliances.pairing.models.posts import Holding, Post
from alliances.pairing.models.programmes import Mode, Programme
from alliances.pairing.states import BETWEEN, GIVEN_UP, KEPT, PairingState
from alliances.records.models import Record
from members.scope import scope_of
from members.units.models import DateRange, Unit

S = PairingState
LAST_DAY = Coalesce("ended_on", "until_on")
SPAN = DateRange("from_on", LAST_DAY, RangeBoundary(True, True))
STANDS_BETWEEN = Q(state__in=BETWEEN) | Q(state=S.TERMINATED, ended_on__isnull=False)


class Side(models.TextChoices):
    HOST = "host", "村居（企业）一方"
    PARTNER = "partner", "结对单位一方"
    BOTH = "both", "双方"


SIDES = (Side.HOST, Side.PARTNER)
"""Those whose secretaries agree."""


class PairingQuerySet(models.QuerySet["Pairing"]):
    def visible_to(self, user: Any) -> "PairingQuerySet":
        """Filed: enrolled units, staff and supervisors of the place; else both sides, staff, supervisors."""
        scope = scope_of(user)
        mine = scope.unit_ids | scope.line_unit_ids
        overseen = scope.office_region_ids | scope.overseen_region_ids
        if not scope.signed_in:
            return self.none()
        held = Holding.objects.posts_of(user)
        return self.filter(
            Q(programme__region_id__in=overseen)
            | Q(programme__region_id__in=scope.enrolled_region_ids, state__in=KEPT)
            | Q(host_id__in=mine)
            | Q(partner_id__in=mine)
            | Q(post_id__in=held)
        )

    def of(self, *unit_ids: int) -> "PairingQuerySet":
        """Those that have one of the units on either side."""
        return self.filter(Q(host_id__in=unit_ids) | Q(partner_id__in=unit_ids))

    def between(self, host_id: int | None, partner_id: int | None, post_id: int | None) -> "PairingQuerySet":
        """Those of the same two, whichever of two units is the host."""
        same = Q(host=host_id, partner=partner_id, post=post_id)
        if partner_id is not None:
            same |= Q(host=partner_id, partner=host_id)
        return self.filter(same)

    def in_force(self, day: dt.date | None = None) -> "PairingQuerySet":
        """Those in force on a local day, today unless told: the calendar says so, no job."""
        day = day or timezone.localdate()
        return self.in_force_between(day, day)

    def in_force_between(self, first: dt.date, last: dt.date) -> "PairingQuerySet":
        """Those in force on a day of the span, both ends inclusive, whatever became of them since."""
        begun = self.filter(state__in=KEPT, from_on__lte=last).exclude(state=S.TERMINATED, ended_on=None)
        return begun.alias(last_day=LAST_DAY).filter(last_day__gte=first)


class Pairing(models.Model):
    """结对: a host (村居, or a company) and a partner (a unit, or a post) in one round, for a time.

    What both agree to is frozen from the moment it is proposed; to change it, it goes back to a draft,
    and both consents with it. `until_on` is what was agreed, `ended_on` the last day of one that was
    terminated (empty where it never began). A renewal is a pairing of its own that names the one before.
    One `from_ledger` was agreed on paper, before the portal or beside it: it is filed as it comes in, and
    only another ledger corrects its text.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="pairings", verbose_name="结对批次")
    mode = models.CharField("结对类型", max_length=12, choices=Mode)
    host = models.ForeignKey(Unit, models.PROTECT, related_name="hosted_pairings", verbose_name="村居")
    partner = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="pairings", verbose_name="结对单位"
    )
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="pairings", verbose_name="岗位"
    )
    state = models.CharField(
        "状态", max_length=10, choices=PairingState, default=PairingState.DRAFTED, editable=False
    )
    serial = models.PositiveIntegerField(null=True, editable=False)
    number = models.CharField("编号", max_length=40, null=True, editable=False)  # noqa: DJ001 given when proposed
    from_on = models.DateField("起始日期")
    until_on = models.DateField("截止日期")
    ended_on = models.DateField("终止日期", null=True, editable=False)
    aim = models.CharField("共建目标", max_length=300, blank=True)
    terms = models.TextField("共建内容", max_length=4000, blank=True)
    signed_on = models.DateField("签约日期", null=True, blank=True)
    edition = models.PositiveSmallIntegerField("文本版次", default=0, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    from_ledger = models.BooleanField("来自台账", default=False, db_default=False, editable=False)
    drafted_for = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="草拟单位"
    )
    answer_until = models.DateTimeField("答复期限", null=True, editable=False)
    host_agreed_at = models.DateTimeField("村居同意时间", null=True, editable=False)
    host_agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    partner_agreed_at = models.DateTimeField("结对单位同意时间", null=True, editable=False)
    partner_agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    filed_at = models.DateTimeField("备案时间", null=True, editable=False)
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewals", verbose_name="续签自"
    )
    end_reason = models.CharField("说明", max_length=200, blank=True, editable=False)
    custom = models.JSONField("自定义字段", default=dict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    records = models.ManyToManyField(Record, through="PairingRecord", related_name="pairings")

    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = "结对"
        ordering = ["-from_on", "-id"]
        indexes = [
            models.Index(fields=["programme", "-from_on", "-id"], name="pairing_by_programme"),
            models.Index(fields=["host", "-from_on", "-id"], name="pairing_by_host"),
            models.Index(fields=["partner", "-from_on", "-id"], name="pairing_by_partner"),
            models.Index(fields=["until_on", "id"], name="pairing_by_last_day"),
            models.Index(fields=["-from_on", "-id"], name="pairing_latest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PairingState.values), name="pairing_state_known"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="pairing_mode_known"),
            models.CheckConstraint(
                condition=Q(partner__isnull=False, post__isnull=True)
                | Q(partner__isnull=True, post__isnull=False),
                name="pairing_with_a_unit_or_a_post",
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=True) | ~Q(partner=F("host")), name="pairing_not_with_oneself"
            ),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="pairing_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(
                    state=S.TERMINATED,
                    ended_on__gte=F("from_on"),
                    ended_on__lte=F("until_on"),
                ),
                name="pairing_ended_within_its_term",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.DRAFTED)
                | Q(
                    host_agreed_at__isnull=True,
                    partner_agreed_at__isnull=True,
                    answer_until__isnull=True,
                ),
                name="pairing_draft_without_consents",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.PROPOSED) | Q(answer_until__isnull=False, edition__gte=1),
                name="pairing_proposed_until_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[S.AGREED, *KEPT])
                | Q(host_agreed_at__isnull=False, partner_agreed_at__isnull=False),
                name="pairing_agreed_by_both",
            ),
            *(
                models.CheckConstraint(
                    condition=Q((f"{side}_agreed_at__isnull", True), (f"{side}_agreed_by__isnull", True))
                    | Q((f"{side}_agreed_at__isnull", False), (f"{side}_agreed_by__isnull", False))
                    | Q((f"{side}_agreed_at__isnull", False), from_ledger=True),
                    name=f"pairing_{side}_agreed_by_somebody",
                )
                for side in ("host", "partner")
            ),
            models.CheckConstraint(
                condition=Q(drafted_by__isnull=False) | Q(from_ledger=True),
                name="pairing_drafted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(from_ledger=False) | Q(state__in=KEPT), name="pairing_from_ledger_is_filed"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=KEPT) | Q(filed_at__isnull=False, number__isnull=False),
                name="pairing_filed_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[S.TERMINATED, S.DECLINED]) | Q(end_reason__gt=""),
                name="pairing_ended_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(renews__isnull=True) | ~Q(renews=F("id")), name="pairing_not_its_own_renewal"
            ),
            models.UniqueConstraint("number", name="pairing_number_once"),
            models.UniqueConstraint(
                fields=["renews"], condition=~Q(state__in=GIVEN_UP), name="pairing_renewed_once"
            ),
            # The two in either order: whoever is host in one may be partner in another.
            ExclusionConstraint(
                name="pairing_once_at_a_time",
                expressions=[
                    ("programme", RangeOperators.EQUAL),
                    (Least("host_id", "partner_id"), RangeOperators.EQUAL),
                    (Greatest("host_id", "partner_id"), RangeOperators.EQUAL),
                    (SPAN, RangeOperators.OVERLAPS),
                ],
                condition=STANDS_BETWEEN & Q(partner__isnull=False),
            ),
            ExclusionConstraint(
                name="pairing_of_a_post_once_at_a_time",
                expressions=[
                    ("programme", RangeOperators.EQUAL),
                    ("host", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    (SPAN, RangeOperators.OVERLAPS),
                ],
                condition=STANDS_BETWEEN & Q(post__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host} ⇄ {self.other}"

    @property
    def other(self) -> Unit | Post:
        """Who comes to the host: the unit, or the post."""
        found = self.partner or self.post
        assert found is not None  # noqa: S101 held by pairing_with_a_unit_or_a_post
        return found

    @property
    def region_id(self) -> int:
        return self.programme.region_id

    @property
    def last_on(self) -> dt.date:
        """The last day it was or will be in force."""
        return self.ended_on or self.until_on

    @property
    def unit_ids(self) -> list[int]:
        """The units of both sides; a post has none."""
        return [unit for unit in (self.host_id, self.partner_id) if unit is not None]

    def is_in_force(self, day: dt.date) -> bool:
        began = self.state in KEPT and not (self.state == S.TERMINATED and self.ended_on is None)
        return began and self.from_on <= day <= self.last_on

    def is_past_answering(self, now: dt.datetime) -> bool:
        """Its days to answer are over."""
        return self.answer_until is not None and self.answer_until <= now

    def agreed_by(self, side: str) -> bool:
        return getattr(self, f"{side}_agreed_at") is not None


class PairingRecord(models.Model):
    """A record that somebody linked to a pairing. What both sides did together counts without a link."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="record_links")
    record = models.ForeignKey(Record, models.PROTECT, related_name="pairing_links")

    class Meta:
        verbose_name = "结对的纪实"
        constraints = [models.UniqueConstraint("pairing", "record", name="pairing_record_once")]

    def __str__(self) -> str:
        return f"{self.pairing_id}: {self.record_id}"
