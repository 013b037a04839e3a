"""The three lists as sheets of a ledger: which columns they may have, under which names."""

from projects.listings.ledgers.needs import NEEDS
from projects.listings.ledgers.projects import PROJECTS
from projects.listings.ledgers.resources import RESOURCES

SHEETS = (RESOURCES, NEEDS, PROJECTS)

__all__ = ["NEEDS", "PROJECTS", "RESOURCES", "SHEETS"]
