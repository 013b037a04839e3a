"""Which lists there are, and the tree of categories that each has for a year."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from members.places.models import Region
from members.scope import scope_of


class ListKind(models.TextChoices):
    RESOURCE = "resource", "资源"
    NEED = "need", "需求"
    PROJECT = "project", "项目"


class CategoryQuerySet(models.QuerySet["Category"]):
    def visible_to(self, user: Any) -> "CategoryQuerySet":
        """Of the streets whose published matters one sees."""
        return self.filter(region_id__in=scope_of(user).seen_region_ids)


class Category(models.Model):
    """类别: a tree per list and year, set by the office ("10类51项")."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="categories", verbose_name="街道（镇）")
    list = models.CharField("清单", max_length=10, choices=ListKind.choices)
    year = models.PositiveSmallIntegerField("年度")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField("名称", max_length=40)
    sort = models.PositiveSmallIntegerField("次序", default=100)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = "类别"
        ordering = ["sort", "id"]
        constraints = [
            models.UniqueConstraint(
                "region", "list", "year", "parent", "name", name="category_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(list__in=ListKind.values), name="category_list_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A parent is of the same list and year, and does not hang below this one."""
        above = self.parent
        if above is not None and above.place != self.place:
            raise ValidationError({"parent": "上级类别须属于同一街道（镇）、同一清单和年度。"})
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": "不能放到自己或自己的下级类别之下。"})
            above = above.parent

    @property
    def place(self) -> tuple[int, str, int]:
        """The street, list and year whose tree this stands in."""
        return (self.region_id, str(self.list), self.year)
