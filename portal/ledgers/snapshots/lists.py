"""The list of snapshots, for its page and its API."""

from operator import attrgetter

from portal.lists.ordering import Ordering
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown


class SnapshotList(ListSpec):
    export_name = "报送快照"
    export_columns = (
        ExportColumn("报送时间", attrgetter("taken_at"), width=18),
        ExportColumn("街道（镇）", attrgetter("region.name")),
        ExportColumn("年度", attrgetter("year"), Shown.NUMBER),
        ExportColumn("名称", attrgetter("title"), width=40),
        ExportColumn("报送给", attrgetter("reported_to"), width=24),
        ExportColumn("校验码", attrgetter("sha256"), width=40),
    )
    orderings = {"-id": Ordering("最近报送在前", "-id"), "id": Ordering("最早报送在前", "id")}
