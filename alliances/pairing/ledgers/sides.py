"""Which two a row names: units on the rolls of the street, and posts."""

from typing import TypeVar

from alliances.pairing.models import POST_MODES, Post
from members.places.models import Region
from members.units.ledger_taking import named_units
from members.units.models import Enrolment, Unit, UnitState
from portal.ledgers.naming import NameIndex
from portal.ledgers.outcomes import RowProblem
from portal.ledgers.problems import CellProblem
from portal.ledgers.results import LedgerRow

Thing = TypeVar("Thing")


class Sides:
    """Units and posts of a street by their names; those enrolled just before by the same ledger too."""

    def __init__(self, region: Region) -> None:
        self.region = region
        enrolled = Enrolment.objects.active().filter(region__code__startswith=region.code)
        units = Unit.objects.filter(pk__in=enrolled.values("unit"), state=UnitState.ACTIVE)
        self.units = named_units(units.select_related("kind", "neighbourhood").order_by("pk"))
        self.posts: NameIndex[Post] = NameIndex()
        for post in Post.objects.filter(region=region).order_by("pk"):
            self.posts.add(post, post.title)

    def host(self, row: LedgerRow) -> Unit:
        return self._unit(row, "neighbourhood")

    def other(self, row: LedgerRow) -> Unit | Post:
        """RowProblem, with what may have been meant, for whoever is not enrolled, and for no post."""
        name = row.values["partner"]
        if row.values["mode"] in POST_MODES:
            return self._found(self.posts, "partner", name, f"没有名为“{name}”的岗位，请先在门户设立岗位")
        if row.values["mode"] is None and self.units.get(name) is None:
            post = self.posts.get(name)
            if post is not None:
                return post
        return self._unit(row, "partner")

    def _unit(self, row: LedgerRow, key: str) -> Unit:
        name = row.values[key]
        return self._found(self.units, key, name, f"“{name}”没有在{self.region}入册")

    def _found(self, index: NameIndex[Thing], key: str, name: str, otherwise: str) -> Thing:
        try:
            return index.find(name, otherwise)
        except CellProblem as problem:
            raise RowProblem(key, problem.reason) from problem
