"""What pairings bring to an inspection folder: agreements with their signed scans, and what was done."""

from collections.abc import Iterator
from functools import partial
from typing import IO, Any

from django.db.models import Prefetch, Q, QuerySet

from alliances.pairing.agreement.keeping import agreement_of
from alliances.pairing.agreement.models import SignedAgreement
from alliances.pairing.models import Pairing
from alliances.pairing.reading import record_ids_of
from alliances.records.models import Record
from portal.exports.inspection.asking import Inspection
from portal.exports.inspection.folder import Entry, Folder
from portal.exports.inspection.parts import FOLDER_PARTS, FolderPart
from portal.exports.kinds import Estimate
from portal.workbooks.columns import OutColumn, OutSheet, Shown

BYTES_EACH = 40_000
"""Of an agreement as a Word file, roughly."""
DAY = {"shown": Shown.DAY, "width": 12}
PAIRINGS = (
    OutColumn(header="编号", width=20),
    OutColumn(header="结对批次", width=24),
    OutColumn(header="结对类型", width=12),
    OutColumn(header="村居（企业）", width=24),
    OutColumn(header="结对单位（岗位）", width=24),
    OutColumn(header="起始日期", **DAY),  # type: ignore[arg-type]
    OutColumn(header="截止日期", **DAY),  # type: ignore[arg-type]
    OutColumn(header="状态", width=10),
    OutColumn(header="签章件", shown=Shown.NUMBER, width=8),
    OutColumn(header="期间纪实", shown=Shown.NUMBER, width=10),
)
DEEDS = (
    OutColumn(header="编号", width=20),
    OutColumn(header="村居（企业）", width=24),
    OutColumn(header="结对单位（岗位）", width=24),
    OutColumn(header="日期", **DAY),  # type: ignore[arg-type]
    OutColumn(header="做了什么", width=40),
    OutColumn(header="地点", width=20),
)


def register() -> None:
    agreements = FolderPart(number="16", label="结对协议", fill=fill_agreements, estimate=estimate_agreements)
    FOLDER_PARTS.register("agreements", agreements, weight=160)
    FOLDER_PARTS.register(
        "pairings", FolderPart(number="17", label="结对共建台账", fill=fill_pairings), weight=170
    )


def pairings_of(ask: Inspection) -> QuerySet[Pairing]:
    """The street's that were in force on a day of the period; of chosen units those they are a side of."""
    seen = Pairing.objects.visible_to(ask.user).filter(programme__region=ask.region)
    found = seen.in_force_between(ask.since, ask.until)
    if ask.unit_ids is not None:
        found = found.filter(Q(host__in=ask.unit_ids) | Q(partner__in=ask.unit_ids))
    related = found.select_related("programme__region", "host", "partner", "post")
    signed = Prefetch("signed_agreements", SignedAgreement.objects.select_related("file").order_by("pk"))
    return related.prefetch_related(signed).order_by("number", "pk")


def estimate_agreements(ask: Inspection) -> Estimate:
    count = pairings_of(ask).count()
    scans = SignedAgreement.objects.filter(pairing__in=pairings_of(ask).order_by().values("pk"))
    sizes = list(scans.values_list("file__size", flat=True))
    return Estimate(count + len(sizes), count * BYTES_EACH + sum(sizes))


def fill_agreements(folder: Folder) -> None:
    """The text of each, and behind it every scan that was handed in."""
    for ordinal, pairing in enumerate(pairings_of(folder.ask), 1):
        number, day = f"16-{ordinal:03d}", pairing.signed_on or pairing.from_on
        said = str(pairing).replace(" ⇄ ", "与")
        entry = Entry(title=f"{said}结对共建协议书", number=pairing.number or "", day=day)
        content, _ = agreement_of(pairing, by=folder.ask.user)
        folder.add_written(entry, f"{number} {said}协议书.docx", partial(_put, content))
        for place, signed in enumerate(pairing.signed_agreements.all(), 1):
            remark = "" if signed.file.is_intact else "与上传时不一致"
            scan = Entry(
                title=f"{said}协议签章件{place}", number=pairing.number or "", day=day, remark=remark
            )
            folder.add_file(scan, f"{number} {said}签章件{place}", signed.file.on_disk)


def fill_pairings(folder: Folder) -> None:
    ask = folder.ask
    title = f"{ask.region.name}结对共建台账（{ask.since:%Y-%m-%d} 至 {ask.until:%Y-%m-%d}）"
    pairings = list(pairings_of(ask))
    deeds = deeds_of_period(ask, pairings)
    sheets = [
        OutSheet(tab="结对", title=title, columns=PAIRINGS, rows=pairing_rows(pairings, deeds)),
        OutSheet(tab="结对纪实", title=title, columns=DEEDS, rows=deed_rows(pairings, deeds)),
    ]
    folder.add_workbook(Entry(title="结对共建台账", day=ask.until, remark="状态为制作当日"), sheets)


def _put(content: bytes, file: IO[bytes]) -> None:
    file.write(content)


def deeds_of_period(ask: Inspection, pairings: list[Pairing]) -> dict[int, list[Record]]:
    """Pairing → its records of the period. Two queries."""
    ids = record_ids_of(pairings)
    wanted = {record for records in ids.values() for record in records}
    rows = Record.objects.filter(pk__in=wanted, occurred_on__range=ask.period).in_bulk()
    return {pairing: [rows[pk] for pk in records if pk in rows] for pairing, records in ids.items()}


def pairing_rows(pairings: list[Pairing], deeds: dict[int, list[Record]]) -> Iterator[list[Any]]:
    for row in pairings:
        yield [
            row.number,
            row.programme.name,
            row.get_mode_display(),
            row.host.name,
            str(row.other),
            row.from_on,
            row.last_on,
            row.get_state_display(),
            len(row.signed_agreements.all()),
            len(deeds[row.pk]),
        ]


def deed_rows(pairings: list[Pairing], deeds: dict[int, list[Record]]) -> Iterator[list[Any]]:
    for row in pairings:
        for record in deeds[row.pk]:
            sides = [row.number, row.host.name, str(row.other)]
            yield [*sides, record.occurred_on, record.summary, record.place]
