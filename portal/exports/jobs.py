"""The job that makes a file. One that is run once more does nothing: the export has moved on."""

from typing import Any

import structlog
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.disk import is_full
from portal.exports.kinds import EXPORTS, Tell
from portal.exports.models import Export
from portal.exports.shelf import put
from portal.exports.states import EXPORT_MACHINE, ExportState
from portal.outbox.notices import notify
from portal.outbox.progress import telling
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting

MAKE = "exports.make"
DISK_FULL = "磁盘空间不足，没有做成，未留下半份文件。请联系管理员清理空间，再点“重新制作”。"
NOT_WRITTEN = "文件没有写成：存储出了问题。请稍后重新制作；仍不行请联系管理员检查存储。"
PORTAL = Acting(None, basis="系统办理")
log = structlog.get_logger(__name__)


def job_key(export: Export) -> str:
    """A key of its own for each time it is asked for."""
    return f"export:{export.pk}:{export.version}"


def payload_of(export: Export) -> dict[str, int]:
    return {"export": export.pk, "version": export.version}


def progress_key(export: Export) -> str:
    return f"export:{export.pk}"


def make_now(payload: dict[str, Any]) -> None:
    """Make it, or say on the export why it cannot be made. Raises what is worth another try."""
    rows = Export.objects.select_related("region", "by")
    export = rows.filter(pk=payload["export"], version=payload["version"], state=ExportState.MAKING).first()
    if export is None:
        return
    with telling(progress_key(export)) as tell:
        try:
            with transaction.atomic():
                _move(export, "finish", made_at=timezone.now(), **_made(export, tell))
        except (Refusal, OSError) as trouble:
            _move(export, "fail", trouble=_sentence(trouble)[:300])
    notify(
        [export.by_id],
        key=f"export:{export.pk}:{export.version}:told",
        kind="export",
        title=f"{export}：{export.get_state_display()}",
        url=reverse("export", args=[export.pk]),
    )


def _made(export: Export, tell: Tell) -> dict[str, Any]:
    """Whoever lost the right meanwhile gets nothing."""
    demand(export.by, "ledgers.see", export.region)
    if export.personal:
        demand(export.by, "exports.personal", export.region)
    kind = EXPORTS[export.kind]
    return put(lambda file: kind.make(export, file, tell), kind.ending)


def _sentence(trouble: Refusal | OSError) -> str:
    if isinstance(trouble, Refusal):
        return trouble.sentence
    log.error("export not written", error=str(trouble))
    return DISK_FULL if is_full(trouble) else NOT_WRITTEN


def _move(export: Export, verb: str, **changes: Any) -> None:
    """The row is held only now: whoever looks at the page while the job runs waits for nobody."""
    held = Export.objects.select_for_update(no_key=True).get(pk=export.pk)
    EXPORT_MACHINE.take(held, verb, PORTAL, **changes)
    export.state, export.version = held.state, held.version
