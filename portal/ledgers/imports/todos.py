"""To-dos of imports: what was read and waits for whoever handed it in."""

from typing import Any

from django.urls import reverse

from portal.inbox.todos import Todo, TodoBatch
from portal.ledgers.imports.models import Import
from portal.ledgers.imports.states import ImportState


def to_confirm(user: Any, limit: int) -> TodoBatch:
    """One's own imports that were read and not confirmed yet. None for whoever takes no ledgers in."""
    waiting = Import.objects.visible_to(user).filter(by=user.pk, state=ImportState.READY)
    if not limit:
        return TodoBatch([], waiting.count())
    found = list(waiting.select_related("region", "file").order_by("pk"))
    return TodoBatch([_todo(imp) for imp in found[:limit]], len(found))


def _todo(imp: Import) -> Todo:
    detail = f"{imp.region} · {imp.year} 年度，已读取，确认后才写入"
    url = reverse("ledger_import_page", args=[imp.pk])
    return Todo("台账导入", imp.file.original_name, detail, url, verb="去核对")
