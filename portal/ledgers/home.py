"""The home of ledgers: what can be done with them. Each part registers its own page in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.registry import Registry


@dataclass(frozen=True)
class LedgerPage:
    """A part of the ledgers: its name, what it is for, its page (a name without arguments), who sees it."""

    label: str
    detail: str
    url_name: str
    icon: str
    shown_to: Callable[[Any], bool]


LEDGER_PAGES: Registry[LedgerPage] = Registry("page of ledgers")


def ledger_pages_of(user: Any) -> list[LedgerPage]:
    """The pages that are shown to this person."""
    return [page for page in LEDGER_PAGES if page.shown_to(user)]


def sees_ledgers(user: Any) -> bool:
    return any(page.shown_to(user) for page in LEDGER_PAGES)
