"""The verbs: drafted and changed, opened and closed; links made and revoked; answered."""

from alliances.surveys.actions.answering import answer, link_of
from alliances.surveys.actions.drafting import change_survey, draft_survey
from alliances.surveys.actions.linking import make_links, revoke_batch
from alliances.surveys.actions.running import close_survey, open_survey

__all__ = [
    "answer",
    "change_survey",
    "close_survey",
    "draft_survey",
    "link_of",
    "make_links",
    "open_survey",
    "revoke_batch",
]
