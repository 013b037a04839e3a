"""How far January is: for each publisher what last year had, what was carried over and what became of it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count

from members.places.models import Region
from members.units.models import Unit
from projects.listings.kinds import MODELS
from projects.listings.models import SHOWN, ListKind
from projects.listings.states import EDITABLE, ListingState
from projects.yearly.carried import of_year
from projects.yearly.renewals import answer_of, renewals_of


@dataclass(slots=True)
class YearRow:
    """The counts of one publisher, or of all member units together (`unit_id` None)."""

    name: str
    unit_id: int | None = None
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def published(self) -> int:
        return self.counts["published"]

    @property
    def unpublished(self) -> int:
        """Drafts and what waits for review."""
        return self.counts["drafts"] + self.counts["submitted"]

    @property
    def expected(self) -> int:
        """What the bar is measured by: last year's entries, or this year's where there are more."""
        return max(self.counts["last"], self.unpublished + self.published, 1)


@dataclass(frozen=True)
class YearProgress:
    """One list of one street on its way into `year`."""

    region: Region
    year: int
    kind: ListKind
    rows: list[YearRow]
    total: YearRow


def progress_of_year(region: Region, year: int, kind: ListKind) -> YearProgress:
    """A row for each 村居 by name, and one for the member units. Four queries."""
    counted = list(_counted(region, year, kind))
    units = {
        unit.pk: unit
        for unit in Unit.objects.filter(pk__in={pk for pk, _, _ in counted}).select_related("kind")
    }
    rows: dict[int | None, YearRow] = {}
    total = YearRow("合计")
    for pk, what, many in counted:
        own = units[pk].kind.is_neighbourhood
        row = rows.setdefault(
            pk if own else None, YearRow(units[pk].name if own else "成员单位", pk if own else None)
        )
        row.counts[what] += many
        total.counts[what] += many
    ordered = sorted(rows.values(), key=lambda row: (row.unit_id is None, row.name))
    return YearProgress(region, year, kind, ordered, total)


def _counted(region: Region, year: int, kind: ListKind) -> Iterator[tuple[int, str, int]]:
    """(publisher, which count, how many)."""
    for pk, many in of_year(kind, region, year - 1).order_by().values_list("unit").annotate(Count("pk")):
        yield pk, "last", many
    now = MODELS[kind].objects.filter(region=region, year=year).order_by()
    for pk, state, many in now.values_list("unit", "state").annotate(Count("pk")):
        yield pk, _stage(state), many
    if kind == ListKind.PROJECT:
        asked = renewals_of(region.pk, year).order_by().values_list("project__unit", "state")
        for pk, state, many in asked.annotate(Count("pk")):
            yield pk, answer_of(state), many


def _stage(state: str) -> str:
    if state in EDITABLE:
        return "drafts"
    if state == ListingState.SUBMITTED:
        return "submitted"
    return "published" if state in SHOWN else "not adopted"
