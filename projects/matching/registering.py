"""What matching puts into the registries."""

from alliances.pairing.suggesting.complements import COMPLEMENTS
from projects.listings.panels import LISTING_PANELS
from projects.matching.complements import complements
from projects.matching.panels import matches_panel


def register() -> None:
    COMPLEMENTS.register("lists", complements)
    LISTING_PANELS.register("matches", matches_panel)
