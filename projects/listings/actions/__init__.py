"""The verbs of the three lists: what pages, API, jobs and commands call."""

from projects.listings.actions.bulk import decide_many
from projects.listings.actions.categories import (
    add_category,
    change_category,
    copy_categories,
    remove_category,
)
from projects.listings.actions.deciding import (
    close_listing,
    not_adopt,
    publish,
    resume,
    return_listing,
    submit,
    suspend,
)
from projects.listings.actions.entering import change_listing, create_listing, need_to_project
from projects.listings.actions.holding import reserve, verify
from projects.listings.actions.undoing import undo_last

__all__ = [
    "add_category",
    "change_category",
    "change_listing",
    "close_listing",
    "copy_categories",
    "create_listing",
    "decide_many",
    "need_to_project",
    "not_adopt",
    "publish",
    "remove_category",
    "reserve",
    "resume",
    "return_listing",
    "submit",
    "suspend",
    "undo_last",
    "verify",
]
