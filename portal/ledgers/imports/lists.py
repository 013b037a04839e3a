"""The list of imports, for its page and its API."""

from portal.lists.ordering import Ordering
from portal.lists.spec import ListSpec


class ImportList(ListSpec):
    orderings = {"-id": Ordering("最近上传在前", "-id"), "id": Ordering("最早上传在前", "id")}
