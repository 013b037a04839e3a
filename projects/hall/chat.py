"""Text to paste into a chat group: each entry with what is open and the address that opens that one thing."""

from collections.abc import Callable, Iterable
from typing import Any

from projects.claims.models import Claim
from projects.listings.addresses import listing_url
from projects.listings.models import Listing, Project
from projects.listings.reserving.planning import moment_words

Address = Callable[[str], str]
"""Path → the address that opens it from outside the portal."""


def text_of_listings(title: str, listings: Iterable[Listing], address: Address) -> str:
    """A heading and the entries, parted by blank lines."""
    return "\n\n".join([title, *(text_of_listing(each, address) for each in listings)])


def text_of_listing(listing: Listing, address: Address) -> str:
    said = [f"【{listing.number}】{listing.title}", *([open_words(listing)] if is_project(listing) else [])]
    return "\n".join([*said, address(listing_url(listing))])


def open_words(project: Any) -> str:
    """还差 1 家，认领截止 12月31日; of one that is full, that it is."""
    if project.remaining is None:
        left = f"已认领 {project.claimed} 家，不限家数"
    elif project.remaining:
        left = f"还差 {project.remaining} 家"
    else:
        left = "名额已满"
    closes = project.claim_closes_at
    return f"{left}，认领截止 {moment_words(closes)}" if closes else left


def text_of_claim(claim: Claim, address: Address, path: str) -> str:
    """Of an offered renewal, what is asked and until when; else how the claim stands."""
    head = f"【{claim.number}】{claim.project.title}"
    if claim.state == "offered" and claim.answer_until:
        asked = f"{claim.unit.name}：请于 {moment_words(claim.answer_until)} 前确认是否续认领，逾期名额空出。"
    else:
        asked = f"{claim.unit.name}：{claim.get_state_display()}"
    return "\n".join([head, asked, address(path)])


def is_project(listing: Listing) -> bool:
    return isinstance(listing, Project)
