from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left, Length

from members.scope import scope_of


class Level(models.TextChoices):
    PROVINCE = "province", "省（直辖市）"
    CITY = "city", "市"
    DISTRICT = "district", "区（县）"
    STREET = "street", "街道（镇）"
    NEIGHBOURHOOD = "neighbourhood", "居民区（村）"
    GRID = "grid", "网格（小区）"
    BUILDING = "building", "楼栋"
    ENTRANCE = "entrance", "单元"


CODE_LENGTHS = dict(zip(Level.values, (2, 4, 6, 9, 12, 15, 18, 21), strict=True))
"""Digits of a region's code by level. Public codes end with the neighbourhood; offices go on by threes."""


class RegionQuerySet(models.QuerySet["Region"]):
    def visible_to(self, user: Any) -> "RegionQuerySet":
        """The tree is public; whoever is signed in sees all of it."""
        return self if user.is_authenticated else self.none()

    def below(self, code: str) -> "RegionQuerySet":
        """The region with this code and all within it: the code is its own path."""
        return self.filter(code__startswith=code)

    def called(self, name: str) -> "RegionQuerySet":
        """Regions by their name or one of their aliases (东林居委会 = 东林居民区)."""
        return self.filter(Q(name=name) | Q(aliases__contains=[name]))

    def streets(self) -> "RegionQuerySet":
        return self.filter(level=Level.STREET)


class Region(models.Model):
    """区域: a node of the public place tree. A subtree is a prefix of the code."""

    code = models.CharField("区划代码", max_length=21, unique=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("层级", max_length=16, choices=Level.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        to_field="code",
        db_column="parent_code",
        related_name="children",
        verbose_name="上级",
    )
    aliases = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name="别名")
    latitude = models.DecimalField("纬度", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = "区域"
        ordering = ["code"]
        indexes = [GinIndex("aliases", name="region_aliases")]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="region_level_known"),
            models.CheckConstraint(
                condition=Q(
                    *[
                        Q(level=level, code__regex=rf"^\d{{{length}}}$")
                        for level, length in CODE_LENGTHS.items()
                    ],
                    _connector=Q.OR,
                ),
                name="region_code_length_fits_level",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True)
                | (Q(parent_id=Left(F("code"), Length(F("parent_id")))) & ~Q(parent_id=F("code"))),
                name="region_code_extends_parent",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="region_on_the_globe",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """The name without its kind, as numbers carry it: 朱泾镇 → 朱泾."""
        for ending in ("街道", "地区", "镇", "乡", "区", "县"):
            if self.name.endswith(ending) and len(self.name) - len(ending) >= 2:
                return self.name.removesuffix(ending)
        return self.name


class ZoneQuerySet(models.QuerySet["Zone"]):
    def visible_to(self, user: Any) -> "ZoneQuerySet":
        """Zones of the streets whose published matters one sees."""
        return self.filter(region_id__in=scope_of(user).seen_region_ids)


class Zone(models.Model):
    """片区: a named set of neighbourhoods or units with a purpose; cuts across the tree."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="zones", verbose_name="所属街道（镇）")
    name = models.CharField("名称", max_length=60)
    purpose = models.CharField("用途", max_length=60, blank=True)
    regions = models.ManyToManyField(
        Region, related_name="in_zones", blank=True, verbose_name="所含居民区（村）"
    )
    units = models.ManyToManyField(
        "members.Unit", related_name="in_zones", blank=True, verbose_name="所含单位"
    )

    objects = ZoneQuerySet.as_manager()

    class Meta:
        verbose_name = "片区"
        constraints = [models.UniqueConstraint("region", "name", name="zone_name_once_per_region")]

    def __str__(self) -> str:
        return self.name


FEWEST_DAYS, MOST_DAYS = 1, 90
"""Days an office may give: a quarter of a year at most."""


class OfficePolicy(models.Model):
    """办理设置: what an office decides for itself. A region without a row goes by the defaults."""

    region = models.OneToOneField(Region, models.CASCADE, related_name="policy", verbose_name="街道（镇）")
    four_eyes = models.BooleanField("经办与审核分开", default=False)
    endorse_days = models.PositiveSmallIntegerField("出资认领待单位确认天数", default=7)
    offer_days = models.PositiveSmallIntegerField("待续认领保留天数", default=14)
    review_days = models.PositiveSmallIntegerField("审核期限（天）", default=5)
    late_days = models.PositiveSmallIntegerField(
        "上年度补录期限（1 月 1 日起的天数）", default=31, db_default=31
    )
    paired_days = models.PositiveSmallIntegerField(
        "结对单位优先认领天数（0 为不设）", default=3, db_default=3
    )

    class Meta:
        verbose_name = "办理设置"
        constraints = [
            models.CheckConstraint(
                condition=Q(endorse_days__range=(FEWEST_DAYS, MOST_DAYS)), name="office_policy_endorse_days"
            ),
            models.CheckConstraint(
                condition=Q(offer_days__range=(FEWEST_DAYS, MOST_DAYS)), name="office_policy_offer_days"
            ),
            models.CheckConstraint(
                condition=Q(review_days__range=(FEWEST_DAYS, MOST_DAYS)), name="office_policy_review_days"
            ),
            models.CheckConstraint(
                condition=Q(late_days__range=(FEWEST_DAYS, MOST_DAYS)), name="office_policy_late_days"
            ),
            models.CheckConstraint(condition=Q(paired_days__lte=MOST_DAYS), name="office_policy_paired_days"),
        ]

    def __str__(self) -> str:
        return f"{self.region}办理设置"


def policy_of(region: Region) -> OfficePolicy:
    """The office's own settings, or the defaults (not saved)."""
    found = OfficePolicy.objects.filter(region=region).first()
    return found or OfficePolicy(region=region)
