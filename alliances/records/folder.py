"""What records bring to an inspection folder: the records as a workbook, and their evidence, numbered."""

from collections.abc import Iterator
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, Sum

from alliances.records.evidence import evidence_of
from alliances.records.figures import FIGURES
from alliances.records.lists import FIGURE_COLUMNS
from alliances.records.models import Record, RecordQuerySet, RecordShare
from alliances.records.reading import with_names
from portal.exports.inspection.asking import Inspection
from portal.exports.inspection.folder import Entry, Folder
from portal.exports.inspection.parts import FOLDER_PARTS, FolderPart
from portal.exports.kinds import Estimate
from portal.files.models import StoredFile
from portal.workbooks.columns import OutColumn, OutSheet, Shown

AT_A_TIME = 500
CALLED = {StoredFile.Kind.IMAGE: "照片"}
ANYTHING_ELSE = "附件"
LONGEST_SUMMARY = 30
COLUMNS = (
    OutColumn(header="序号", shown=Shown.NUMBER, width=6),
    OutColumn(header="日期", shown=Shown.DAY, width=12),
    OutColumn(header="做了什么", width=40),
    OutColumn(header="地点", width=20),
    OutColumn(header="参与单位", width=30),
    OutColumn(header="受益村居", width=20),
    *(OutColumn(header=each.header, shown=each.shown) for each in FIGURE_COLUMNS),
)


def register() -> None:
    records = FolderPart(number="07", label="共建纪实", fill=fill_records)
    FOLDER_PARTS.register("records", records, weight=70)
    evidence = FolderPart(number="08", label="佐证材料", fill=fill_evidence, estimate=estimate_evidence)
    FOLDER_PARTS.register("evidence", evidence, weight=80)


def records_of(ask: Inspection) -> RecordQuerySet:
    """Those of the period that count; of chosen units those they took part in or that were for them."""
    records = Record.objects.visible_to(ask.user).counted()
    records = records.filter(region=ask.region, occurred_on__range=ask.period)
    if ask.unit_ids is not None:
        shared = RecordShare.objects.filter(unit__in=ask.unit_ids).values("record")
        meant = Record.neighbourhoods.through.objects.filter(unit__in=ask.unit_ids).values("record")
        records = records.filter(Q(pk__in=shared) | Q(pk__in=meant))
    return records.order_by("occurred_on", "pk")


def fill_records(folder: Folder) -> None:
    ask = folder.ask
    title = f"{ask.region.name}共建纪实（{ask.since:%Y-%m-%d} 至 {ask.until:%Y-%m-%d}）"
    sheet = OutSheet(tab="共建纪实", title=title, columns=COLUMNS, rows=_rows(ask))
    folder.add_workbook(Entry(title="共建纪实", day=ask.until), [sheet])


def estimate_evidence(ask: Inspection) -> Estimate:
    about = ContentType.objects.get_for_model(Record)
    files = StoredFile.objects.filter(about_type=about, about_id__in=records_of(ask).order_by().values("pk"))
    found = files.aggregate(count=Count("pk"), bytes=Sum("size"))
    return Estimate(found["count"], found["bytes"] or 0)


def fill_evidence(folder: Folder) -> None:
    ordinal = 0
    for record, files in _with_files(folder.ask):
        for place, file in enumerate(files, 1):
            ordinal += 1
            _add(folder, ordinal, record, place, file)


def _with_files(ask: Inspection) -> Iterator[tuple[Record, list[StoredFile]]]:
    """Records with what was uploaded for them, a few hundred at a time."""
    records = records_of(ask).iterator(chunk_size=AT_A_TIME)
    while some := list(islice(records, AT_A_TIME)):
        files = evidence_of(*some).order_by("about_id", "pk")
        by_record = {key: list(its) for key, its in groupby(files, key=attrgetter("about_id"))}
        for record in some:
            yield record, by_record.get(record.pk, [])


def _add(folder: Folder, ordinal: int, record: Record, place: int, file: StoredFile) -> None:
    number = f"08-{ordinal:03d}"
    called = f"{CALLED.get(StoredFile.Kind(file.kind), ANYTHING_ELSE)}{place}"
    entry = Entry(
        title=f"{record.summary} {called}",
        number=number,
        day=record.occurred_on,
        remark="" if file.is_intact else "与上传时不一致",
    )
    name = f"{number} {record.occurred_on:%Y-%m-%d} {record.summary[:LONGEST_SUMMARY]} {called}"
    folder.add_file(entry, name, file.on_disk)


def _rows(ask: Inspection) -> Iterator[list[Any]]:
    """Each record once, and below them what they sum to."""
    totals = dict.fromkeys(FIGURES, 0)
    for ordinal, record in enumerate(with_names(records_of(ask)).iterator(chunk_size=AT_A_TIME), 1):
        for name in FIGURES:
            totals[name] += getattr(record, name)
        names = ["、".join(record.unit_names), "、".join(record.neighbourhood_names)]  # type: ignore[attr-defined]
        figures = [getattr(record, name) for name in FIGURES]
        yield [ordinal, record.occurred_on, record.summary, record.place, *names, *figures]
    yield [None, None, "合计", "", "", "", *totals.values()]
