"""What 共建情况 puts into the registries."""

from typing import Any

from alliances.metrics.letter import FEEDBACK_LETTER, KIND
from members.scope import scope_of
from portal.documents.kinds import DOCUMENT_KINDS
from portal.navigation import NAVIGATION, NavEntry, NavGroup


def register() -> None:
    DOCUMENT_KINDS.register(FEEDBACK_LETTER, KIND)
    NAVIGATION.register(
        "standing",
        NavEntry("共建情况", "chart-bar", "own_standing", NavGroup.REVIEW, acts_for_a_unit),
        weight=10,
    )


def acts_for_a_unit(user: Any) -> bool:
    return bool(scope_of(user).acts_for)
