"""The verbs of party organisations."""

from members.party.actions.ending import form_by_merging, merge_party_org, remove_party_org
from members.party.actions.entering import FIELDS, change_party_org, enter_party_org

__all__ = [
    "FIELDS",
    "change_party_org",
    "enter_party_org",
    "form_by_merging",
    "merge_party_org",
    "remove_party_org",
]
