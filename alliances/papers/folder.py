"""What the office's own files bring to an inspection folder."""

from django.db.models import Count, Sum

from alliances.papers.models import Document, DocumentQuerySet
from portal.exports.inspection.asking import Inspection
from portal.exports.inspection.folder import Entry, Folder
from portal.exports.inspection.parts import FOLDER_PARTS, FolderPart
from portal.exports.kinds import Estimate


def register() -> None:
    part = FolderPart(number="09", label="文件", fill=fill, estimate=estimate)
    FOLDER_PARTS.register("documents", part, weight=90)


def documents_of(ask: Inspection) -> DocumentQuerySet:
    """Those issued in the period, whatever units were chosen: they are of the office."""
    documents = Document.objects.visible_to(ask.user).kept()
    found = documents.filter(region=ask.region, issued_on__range=ask.period, file__isnull=False)
    return found.order_by("issued_on", "pk")


def estimate(ask: Inspection) -> Estimate:
    found = documents_of(ask).aggregate(count=Count("pk"), bytes=Sum("file__size"))
    return Estimate(found["count"], found["bytes"] or 0)


def fill(folder: Folder) -> None:
    for ordinal, document in enumerate(documents_of(folder.ask).select_related("file"), 1):
        day, kind = document.issued_on, document.get_kind_display()
        entry = Entry(title=document.title, number=document.number, day=day, remark=kind)
        name = f"09-{ordinal:03d} {day:%Y-%m-%d} {document.title}"
        folder.add_file(entry, name, document.file.on_disk)  # type: ignore[union-attr]
