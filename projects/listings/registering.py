"""What the three lists add to the front door: menu, footer, to-dos, home page, queue, pages of steps."""

from typing import Any

from members.scope import scope_of
from members.units.unitfile.parts import UNIT_FILE_PARTS
from portal.documents.kinds import DOCUMENT_KINDS
from portal.inbox.todos import TODO_SOURCES
from portal.navigation import FOOTER, NAVIGATION, FooterLink, NavEntry, NavGroup
from portal.pages import HOME_PANELS
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS
from projects.listings import folder, metrics, searching
from projects.listings.home import year_panel
from projects.listings.ledger_taking import registering as ledgers
from projects.listings.posting import KIND, POSTING
from projects.listings.queueing import LISTINGS_TO_REVIEW
from projects.listings.states import LISTING_MACHINE, ListingState
from projects.listings.todos import returned, to_review
from projects.listings.unitfile import LISTINGS
from projects.queue.sources import QUEUE_SOURCES


def register() -> None:
    ledgers.register()
    searching.register()
    folder.register()
    metrics.register()
    SUBJECTS.update({"resource": "resource", "need": "need", "project": "project"})
    DIAGRAMS.register(
        "listing", Diagram("三张清单", LISTING_MACHINE, ListingState, (ListingState.DRAFT,)), weight=20
    )
    TODO_SOURCES.register("listings to review", to_review)
    TODO_SOURCES.register("listings returned", returned)
    HOME_PANELS.register("three lists", year_panel)
    DOCUMENT_KINDS.register(POSTING, KIND)
    UNIT_FILE_PARTS.register("listings", LISTINGS, weight=30)
    QUEUE_SOURCES.register("listings", LISTINGS_TO_REVIEW)
    _register_addresses()


def _register_addresses() -> None:
    """In the menu, and at the foot of every page."""
    NAVIGATION.register(
        "queue",
        NavEntry("审核台", "clipboard-check", "queue", NavGroup.WORK, shown_to=decides),
        weight=2,
    )
    NAVIGATION.register("projects", NavEntry("项目清单", "list-check", "projects", NavGroup.LISTS), weight=20)
    NAVIGATION.register("resources", NavEntry("资源清单", "table", "resources", NavGroup.LISTS), weight=21)
    NAVIGATION.register("needs", NavEntry("需求清单", "message", "needs", NavGroup.LISTS), weight=22)
    NAVIGATION.register(
        "categories",
        NavEntry("类别设置", "settings", "categories", NavGroup.SYSTEM, shown_to=manages),
    )
    FOOTER.register(
        "public lists",
        FooterLink(
            "公开清单", "public_listings", detail="各单位开放的资源、村居的需求和共建项目", icon="list-check"
        ),
        weight=10,
    )


def decides(user: Any) -> bool:
    return bool(scope_of(user).reviewed_region_ids)


def manages(user: Any) -> bool:
    return bool(scope_of(user).worked_region_ids)
