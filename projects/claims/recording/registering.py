"""What work on claims adds to the registries."""

from alliances.records.matters import RECORD_MATTERS
from portal.inbox.todos import TODO_SOURCES
from projects.claims.recording.matters import CLAIMS
from projects.claims.recording.todos import to_confirm


def register() -> None:
    RECORD_MATTERS.register("claims", CLAIMS)
    TODO_SOURCES.register("facts to confirm", to_confirm)
