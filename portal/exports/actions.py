"""The verbs of exports. Each opens its own transaction, holds the export's row and writes a step."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from portal.exports.jobs import MAKE, job_key, payload_of
from portal.exports.kinds import EXPORTS, Estimate
from portal.exports.models import KEPT_FOR, Export
from portal.exports.shelf import take_away
from portal.exports.states import EXPORT_MACHINE, ExportState
from portal.ledgers.handing_out.giving import LONGEST_REASON, SHORTEST_REASON
from portal.outbox.actions import enqueue, is_dead
from portal.permits import demand
from portal.refusals import Forbidden, Refusal
from portal.workflow.machine import Acting

GIVEN_UP = "多次尝试都没有完成，已停止。请重新制作；仍不行请联系管理员。"


def ask_for(
    kind: str, *, region: Any, options: dict[str, Any], by: Any, personal: bool = False, reason: str = ""
) -> Export:
    """Have a file made. `options` are those that the kind's form gave.

    Raises Forbidden for whoever may not see the street's ledgers, or not take names and phones; Refusal
    `reason_needed`, and `too_large` with the figures before anything is made.
    """
    demand(by, "ledgers.see", region)
    if personal:
        _check_personal(region, by, reason.strip())
    export = Export(
        kind=kind, region=region, by=by, options=options, title=EXPORTS[kind].title(options)[:100]
    )
    export.personal, export.reason = personal, reason.strip() if personal else ""
    _check_size(EXPORTS[kind].estimate(export))
    with transaction.atomic():
        export.save(force_insert=True)
        EXPORT_MACHINE.begin(export, "申请导出", Acting(by))
        _have_made(export)
    return export


def retry(export: Export, *, by: Any) -> Export:
    """Have what failed made again. Refusal `wrong_state` where nothing failed."""
    with _held(export, by) as held:
        EXPORT_MACHINE.take(held, "retry", Acting(by), trouble="")
        _have_made(held)
        return held


def note_download(export: Export, *, by: Any) -> Export:
    """Write down that it is handed over now. Refusal `wrong_state` where there is no file (any more)."""
    with _held(export, by) as held:
        if held.state != ExportState.READY or not held.on_disk.is_file():
            raise Refusal("wrong_state", "文件还没有做好，或已过保存期。请刷新页面查看，需要时重新申请。")
        EXPORT_MACHINE.note(held, "download", "下载", Acting(by))
        return held


def expire_old(*, now: dt.datetime | None = None) -> int:
    """Take away what was made more than 30 days ago; its rows stay and tell of it. Gives how many."""
    before = (now or timezone.now()) - KEPT_FOR
    old = Export.objects.filter(state=ExportState.READY, made_at__lt=before)
    return sum(map(_expire, old.values_list("pk", flat=True)))


def given_up(export: Export) -> bool:
    """Whether its job failed so often that it is no longer tried: 未完成 on the page, `retry` helps."""
    return export.state == ExportState.MAKING and is_dead(job_key(export))


@contextmanager
def _held(export: Export, by: Any) -> Iterator[Export]:
    """The export's row, held and read again. One whose job was given up counts as failed from now on."""
    if export.by_id != by.pk:
        raise Forbidden("not_yours", "导出的文件只有申请人本人可以办理。如需要，请自己申请一份。")
    demand(by, "ledgers.see", export.region)
    if export.personal:
        demand(by, "exports.personal", export.region)
    with transaction.atomic():
        held = Export.objects.select_for_update(no_key=True).get(pk=export.pk)
        if given_up(held):
            EXPORT_MACHINE.take(held, "fail", Acting(None, basis="系统办理"), trouble=GIVEN_UP)
        yield held


def _expire(pk: int) -> bool:
    """The file goes after the row says so: a row that says ready has its file."""
    with transaction.atomic():
        held = Export.objects.select_for_update(no_key=True).filter(pk=pk, state=ExportState.READY).first()
        if held is None:
            return False
        EXPORT_MACHINE.take(held, "expire", Acting(None))
        transaction.on_commit(lambda: take_away(held))
    return True


def _have_made(export: Export) -> None:
    enqueue(MAKE, key=job_key(export), payload=payload_of(export))


def _check_personal(region: Any, by: Any, reason: str) -> None:
    demand(by, "exports.personal", region)
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise Refusal(
            "reason_needed",
            f"导出联系人和电话要写明用途（{SHORTEST_REASON} 至 {LONGEST_REASON} 个字），用途会记录在案。",
        )


def _check_size(found: Estimate) -> None:
    if found.bytes > settings.EXPORT_LIMIT:
        raise Refusal(
            "too_large",
            f"预计 {found.files:,} 个文件，共 {filesizeformat(found.bytes)}，超过上限 "
            f"{filesizeformat(settings.EXPORT_LIMIT)}。请缩短期间、只选部分单位，或去掉“佐证材料”，分几次制作。",
        )
