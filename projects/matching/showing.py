"""Matches of a need as page and API show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from alliances.pairing.suggesting.wording import points_words
from projects.listings.addresses import listing_url
from projects.listings.models import Listing, Need, Project, Resource
from projects.matching.planning import Match, MatchReason, Source
from projects.matching.reading import matches_for

MOST = 50
"""Matches of a need; below these nothing says much."""

LABELS = {Source.RESOURCE: "资源", Source.WORK: "办过的项目"}
MODELS: dict[Source, type[Listing]] = {Source.RESOURCE: Resource, Source.WORK: Project}


@dataclass(frozen=True, slots=True)
class Shown:
    """One match, with the entry it rests on: a resource, or a project the unit took on."""

    unit: int
    unit_name: str
    source: str
    label: str
    entry: Listing
    score: str
    reasons: Sequence[MatchReason]

    @property
    def url(self) -> str:
        return listing_url(self.entry)

    @property
    def frequency(self) -> str:
        """How often a month the resource can be had, where it says so."""
        times = getattr(self.entry, "capacity_per_month", None)
        return f"每月可约 {times} 次" if times else ""


def shown_matches(need: Need, most: int = MOST) -> list[Shown]:
    """Six queries, however many there are."""
    found = matches_for(need, most)
    entries = {source: _entries(source, found.rows) for source in Source}
    return [
        Shown(
            row.offered.unit,
            found.names[row.offered.unit],
            row.offered.source.value,
            LABELS[row.offered.source],
            entries[row.offered.source][row.offered.id],
            points_words(row.score),
            row.reasons,
        )
        for row in found.rows
    ]


def _entries(source: Source, rows: Sequence[Match]) -> dict[int, Listing]:
    ids = [row.offered.id for row in rows if row.offered.source is source]
    return MODELS[source].objects.defer("grams", "custom", "summary").in_bulk(ids)
