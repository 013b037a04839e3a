"""The list of imports, for its page and its API."""

from operator import attrgetter, methodcaller

from portal.lists.ordering import Ordering
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown


class ImportList(ListSpec):
    export_name = "台账导入"
    export_columns = (
        ExportColumn("上传时间", attrgetter("created_at"), width=18),
        ExportColumn("街道（镇）", attrgetter("region.name")),
        ExportColumn("年度", attrgetter("year"), Shown.NUMBER),
        ExportColumn("台账文件", attrgetter("file.original_name"), width=40),
        ExportColumn("状态", methodcaller("get_state_display")),
        ExportColumn("导入时间", attrgetter("imported_at"), width=18),
    )
    orderings = {"-id": Ordering("最近上传在前", "-id"), "id": Ordering("最早上传在前", "id")}
