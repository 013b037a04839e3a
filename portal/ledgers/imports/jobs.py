"""What is done for an import outside of any request: reading the workbook, and bringing it in.

A job that is run once more does nothing: the import has moved on, or waits for another round of its own.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from portal.ledgers.choosing import Said
from portal.ledgers.deeds import Deed
from portal.ledgers.imports.comparing import told_of
from portal.ledgers.imports.models import ColumnChoice, Import, ImportedRow
from portal.ledgers.imports.states import AT_WORK, IMPORT_MACHINE, ImportState
from portal.ledgers.imports.telling import Told
from portal.ledgers.progress import RowProgress
from portal.ledgers.taking import Intake, take_ledger
from portal.outbox.notices import notify
from portal.outbox.progress import telling
from portal.refusals import Refusal
from portal.workflow.machine import Acting
from portal.workflow.models import Step

READ, BRING_IN = "ledgers.read", "ledgers.bring_in"
WORTH_A_NOTICE = dt.timedelta(seconds=10)
"""Whoever waited longer may have left the page."""

NO_FILE = "台账文件读不出来。请重新上传；仍不行请联系管理员检查存储空间。"
PORTAL = Acting(None, basis="系统办理")


def payload_of(imp: Import, by: Any) -> dict[str, int]:
    return {"import": imp.pk, "version": imp.version, "by": by.pk}


def job_key(imp: Import) -> str:
    """The job that an import at work waits for: a key of its own for each round."""
    return f"import:{imp.pk}:{imp.version}"


def progress_key(imp: Import) -> str:
    return f"import:{imp.pk}"


def read_now(payload: dict[str, Any]) -> None:
    """See what the workbook would bring, changing nothing."""
    _work(payload, ImportState.READING, _look)


def bring_in_now(payload: dict[str, Any]) -> None:
    """Bring the good rows in, and write down how to take them back."""
    _work(payload, ImportState.IMPORTING, _bring_in)


def _work(payload: dict[str, Any], state: ImportState, work: Callable[[Import, Intake], None]) -> None:
    """Do the work, or say on the import why it cannot be done. Raises what is worth another try."""
    rows = Import.objects.select_related("region", "file", "by")
    imp = rows.filter(pk=payload["import"], version=payload["version"], state=state).first()
    if imp is None:
        return
    by = get_user_model().objects.get(pk=payload["by"])
    with telling(progress_key(imp)) as tell:
        intake = Intake(imp.region, imp.year, by=by, patient=True, compares=True, progress=RowProgress(tell))
        try:
            with transaction.atomic():
                work(imp, intake)
        except (Refusal, OSError) as trouble:
            if isinstance(trouble, Refusal) and trouble.code == "import_running":
                raise
            sentence = trouble.sentence if isinstance(trouble, Refusal) else NO_FILE
            _move(imp, "fail", trouble=sentence[:300])
    _tell_who_left(imp)


def _look(imp: Import, intake: Intake) -> None:
    _move(imp, "understood", preview=_take(imp, intake, commit=False).as_json())


def _bring_in(imp: Import, intake: Intake) -> None:
    told = _take(imp, intake, commit=True)
    ImportedRow.objects.bulk_create(
        (_row(imp, place, deed) for place, deed in intake.deeds.of.items()), batch_size=1000
    )
    _move(imp, "bring_in", result=told.as_json(), imported_at=timezone.now())


def _take(imp: Import, intake: Intake, *, commit: bool) -> Told:
    taken = take_ledger(imp.file.on_disk, intake, commit=commit, said=said_of(imp))
    return told_of(taken, intake)


def said_of(imp: Import) -> Said:
    """What this office said of its workbooks before, and somebody of this one."""
    rows = ColumnChoice.objects.filter(region=imp.region_id)
    remembered = {(row.sheet, row.header): row.key for row in rows}
    return Said(imp.choices, remembered, imp.corrections)


def _row(imp: Import, place: tuple[str, int], deed: Deed) -> ImportedRow:
    table, pk = place
    before = {name: as_stored(value) for name, value in deed.before.items()}
    return ImportedRow(
        import_ref=imp,
        sheet=table,
        object_id=pk,
        created=deed.created,
        before=before,
        version=deed.version,
    )


def as_stored(value: Any) -> Any:
    """A field's value as JSON can hold it; `Field.to_python` reads it again."""
    return value if value is None or isinstance(value, bool | int | str | list | dict) else str(value)


def _move(imp: Import, verb: str, **changes: Any) -> None:
    """The row is held only now: whoever looks at the page while the job runs waits for nobody."""
    held = Import.objects.select_for_update(no_key=True).get(pk=imp.pk)
    IMPORT_MACHINE.take(held, verb, PORTAL, **changes)
    imp.state, imp.version = held.state, held.version


def _tell_who_left(imp: Import) -> None:
    began = Step.objects.about(imp).filter(to_state__in=AT_WORK).order_by("-id").first()
    if began is None or timezone.now() - began.recorded_at < WORTH_A_NOTICE:
        return
    notify(
        [imp.by_id],
        key=f"import:{imp.pk}:{imp.version}:told",
        kind="import",
        title=f"{imp}：{imp.get_state_display()}",
        url=began.url,
    )
