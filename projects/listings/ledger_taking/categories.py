"""类别 of a list, as its ledger writes them."""

from django.db.models import Max

from portal.ledgers.naming import name_key
from portal.ledgers.outcomes import SheetOutcome
from portal.ledgers.results import LedgerRow
from portal.ledgers.taking import Intake
from projects.listings.models import Category, ListKind

WITHOUT_CATEGORY = "未分类"


class Categories:
    """The office's categories of one list and year; new names follow in the order they appear in."""

    def __init__(self, kind: ListKind, intake: Intake, outcome: SheetOutcome) -> None:
        self.place = {"region": intake.region, "list": kind, "year": intake.year}
        self.outcome = outcome
        self.deeds = intake.deeds
        rows = Category.objects.filter(**self.place)
        self.known: dict[str, Category] = {}
        for category in rows:
            self.known.setdefault(name_key(category.name), category)
        self.last_sort: int = rows.aggregate(last=Max("sort"))["last"] or 0

    def of(self, row: LedgerRow) -> Category:
        name = row.values["category"]
        if name is None:
            name = WITHOUT_CATEGORY
            self.outcome.warn(row, "category", f"没有填类别，暂列为“{WITHOUT_CATEGORY}”")
        return self.known.get(name_key(name)) or self._create(name)

    def _create(self, name: str) -> Category:
        self.last_sort = min(self.last_sort + 10, 32_000)
        category = Category.objects.create(**self.place, name=name, sort=self.last_sort)
        self.known[name_key(name)] = category
        self.deeds.created([category])
        return category
