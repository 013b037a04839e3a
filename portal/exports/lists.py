"""The list of what one asked for, for its page and its API."""

from operator import attrgetter, methodcaller

from portal.lists.ordering import Ordering
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown


class ExportList(ListSpec):
    export_name = "我的导出"
    export_columns = (
        ExportColumn("名称", attrgetter("title"), width=40),
        ExportColumn("街道（镇）", attrgetter("region.name")),
        ExportColumn("申请时间", attrgetter("asked_at"), width=18),
        ExportColumn("完成时间", attrgetter("made_at"), width=18),
        ExportColumn("字节数", attrgetter("size"), Shown.NUMBER),
        ExportColumn("SHA-256", attrgetter("sha256"), width=40),
        ExportColumn("用途", attrgetter("reason"), width=30),
        ExportColumn("状态", methodcaller("get_state_display")),
    )
    orderings = {"-id": Ordering("最近申请在前", "-id"), "id": Ordering("最早申请在前", "id")}
