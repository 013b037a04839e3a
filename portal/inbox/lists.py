"""The lists of one's own work: each has one order, the newest first."""

from portal.lists.ordering import Ordering
from portal.lists.spec import ListSpec


class NoticeList(ListSpec):
    orderings = {"newest": Ordering("新到在前", "-available_at")}


class StepList(ListSpec):
    orderings = {"newest": Ordering("最近在前", "-recorded_at")}
