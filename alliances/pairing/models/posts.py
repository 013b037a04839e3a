"""Posts that are paired: a leader with a neighbourhood, an instructor with a company."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from members.places.models import Region
from members.scope import scope_of
from members.units.models import DateRange


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, user: Any) -> "PostQuerySet":
        scope = scope_of(user)
        return self.filter(region_id__in=scope.seen_region_ids) if scope.signed_in else self.none()


class Post(models.Model):
    """岗位: what a pairing of persons follows: the pairing stays when its holder changes."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="posts", verbose_name="街道（镇）")
    title = models.CharField("岗位", max_length=40, help_text="如：党委副书记、第三服务组指导员")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "岗位"
        ordering = ["region", "title"]
        constraints = [
            models.UniqueConstraint(
                "region",
                "title",
                name="post_title_once_per_region",
                violation_error_message="这里已有同名的岗位，请换一个名称。",
            )
        ]

    def __str__(self) -> str:
        return self.title


class HoldingQuerySet(models.QuerySet["Holding"]):
    def in_force(self, day: Any = None) -> "HoldingQuerySet":
        """Who holds a post on a local day, today unless told."""
        day = day or timezone.localdate()
        return self.filter(from_on__lte=day).filter(Q(until_on=None) | Q(until_on__gte=day))

    def posts_of(self, user: Any) -> Any:
        """Ids of the posts that this person holds today, for a query."""
        return self.in_force().filter(user_id=user.pk).values("post_id")


class Holding(models.Model):
    """任职: who holds a post, from a day to a day; one at a time.

    The name is an office-holder's, shown to whoever sees the pairing and never to the public. With an
    account (`user`) that person agrees in their own name.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings", verbose_name="岗位")
    name = models.CharField("姓名", max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="账号"
    )
    from_on = models.DateField("任职起")
    until_on = models.DateField("任职止", null=True, blank=True)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="holding_ends_after_start",
            ),
            ExclusionConstraint(
                name="holding_one_at_a_time",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on", RangeBoundary(True, True)), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name
