"""What trees that an office keeps have in common: sites, party organisations."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Value

from members.places.models import Region
from members.scope import scope_of
from portal.constraints import SaidByActions


class TreeQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Nodes of the streets whose published matters one sees."""
        return self.filter(region_id__in=scope_of(user).seen_region_ids)

    def standing(self) -> Self:
        return self.filter(state=self.model.STANDS)  # type: ignore[attr-defined]

    def within(self, region: Region) -> Self:
        """Nodes of the region and of all within it."""
        return self.filter(region__code__startswith=region.code)

    def above(self, node: "TreeNode") -> Self:
        """What the node stands under, from the top down."""
        return self.filter(pk__in=node.path).exclude(pk=node.pk).order_by("path")

    def in_order(self) -> Self:
        """Each node before what stands under it, siblings as they were entered."""
        return self.order_by("path")


class TreeNode(SaidByActions):
    """A node of a tree that a street or district keeps.

    The trigger `keep_tree` writes `path`, the ids from the top down to the node's own, and refuses a circle,
    a parent of another district, a level that does not lie below its parent's, and what stands under
    something that has ended. The highest level alone may stand under its own. A node stays with its region.
    """

    STANDS: ClassVar[str]
    """The state of a node that has not ended."""
    LEVELS: ClassVar[Sequence[str]]
    """From the highest to the lowest."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="%(class)ss", verbose_name="街道（镇）")
    place = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss_here",
        verbose_name="所在村居",
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    path = ArrayField(
        models.BigIntegerField(),
        editable=False,
        db_default=Value([], output_field=ArrayField(models.BigIntegerField())),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        return self.state == self.STANDS  # type: ignore[attr-defined]

    def may_stand_under(self, level: str) -> bool:
        """Whether the node's level lies below this one."""
        own, above = self.LEVELS.index(self.level), self.LEVELS.index(level)  # type: ignore[attr-defined]
        return own > above or own == above == 0
