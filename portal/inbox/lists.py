"""The lists of one's own work: each has one order, the newest first."""

from operator import attrgetter

from django.db.models import QuerySet

from portal.lists.ordering import Ordering
from portal.lists.spec import ExportColumn, ListSpec


class NoticeList(ListSpec):
    export_name = "消息"
    export_columns = (
        ExportColumn("时间", attrgetter("available_at"), width=18),
        ExportColumn("标题", attrgetter("title"), width=40),
        ExportColumn("内容", attrgetter("body"), width=50),
        ExportColumn("已读时间", attrgetter("read_at"), width=18),
    )
    orderings = {"newest": Ordering("新到在前", "-available_at")}


class StepList(ListSpec):
    export_name = "办理记录"
    export_columns = (
        ExportColumn("时间", attrgetter("recorded_at"), width=18),
        ExportColumn("事项", attrgetter("subject_title"), width=40),
        ExportColumn("环节", attrgetter("label")),
        ExportColumn("代表单位", lambda row: str(row.for_unit or ""), width=24),
        ExportColumn("意见", attrgetter("opinion"), width=40),
    )

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.select_related("for_unit")

    orderings = {"newest": Ordering("最近在前", "-recorded_at")}
