"""The verbs of an import. Each opens its own transaction, holds the import's row and writes a step.

All raise Forbidden for whoever does not import ledgers of that street, and Refusal `wrong_state` where the
import has moved on. Reading and writing the ledger happen in jobs (`jobs.py`), never here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from portal.files.actions import store_upload
from portal.ledgers.archive import check_kind
from portal.ledgers.imports.choices import Choices, Corrections, checked_corrections, news_in, remember
from portal.ledgers.imports.jobs import BRING_IN, READ, job_key, payload_of
from portal.ledgers.imports.models import Import
from portal.ledgers.imports.states import AT_WORK, IMPORT_MACHINE, ImportState
from portal.ledgers.imports.undoing import undo_import
from portal.outbox.actions import enqueue, is_dead
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting

GIVEN_UP = "多次尝试都没有完成，已停止。请重新读取；仍不行请联系管理员。"


def begin_import(upload: UploadedFile, *, region: Any, year: int, by: Any) -> Import:
    """Keep the workbook and have it read. LedgerError or FileRefused for what is no workbook at all."""
    demand(by, "ledgers.import", region)
    check_kind(upload.file)  # type: ignore[arg-type]  # what was uploaded is bytes
    with transaction.atomic():
        file = store_upload(upload, by=by, about=region)
        imp = Import.objects.create(region=region, year=year, file=file, by=by)
        IMPORT_MACHINE.begin(imp, "上传台账", Acting(by))
        _ask_for(READ, imp, by)
    return imp


def same_file_before(imp: Import) -> Import | None:
    """The last earlier import of the very same bytes by this office that still counts."""
    earlier = Import.objects.filter(region=imp.region_id, file__sha256=imp.file.sha256, pk__lt=imp.pk)
    dropped = (ImportState.DISCARDED, ImportState.UNDONE)
    return earlier.exclude(state__in=dropped).order_by("-pk").first()


def choose(imp: Import, choices: Choices, corrections: Corrections | None = None, *, by: Any) -> Import:
    """Say what sheets and columns are, remember the columns for this office, and have it read again.

    Refusal `unknown_choice` for a kind or key that is none or a tab that is not there, `column_twice`.
    Send columns only for a sheet whose kind stays; what is the same as in the preview changes nothing.
    `corrections` go along: they are of the sheets as they were read so far.
    """
    with _held(imp, by) as held:
        news = news_in(held, choices)
        mended = checked_corrections(held, corrections or {})
        remember(held, news)
        return _read_again(held, by, choices=_with_news(held.choices, news), corrections=mended)


def correct_rows(imp: Import, corrections: Corrections, *, by: Any) -> Import:
    """Type over cells of rows that could not go in, and have it read again. Refusal `unknown_choice`."""
    with _held(imp, by) as held:
        return _read_again(held, by, corrections=checked_corrections(held, corrections))


def confirm(imp: Import, *, by: Any) -> Import:
    """Have the good rows brought in. Refusal `nothing_to_import` where nothing is new or changed."""
    with _held(imp, by) as held:
        if held.state == ImportState.READY and not good_rows(held):
            raise Refusal("nothing_to_import", "没有可以导入的行：内容都已在册，或都有问题。请更正后再导入。")
        IMPORT_MACHINE.take(held, "confirm", Acting(by))
        _ask_for(BRING_IN, held, by)
        return held


def good_rows(imp: Import) -> int:
    """How many rows of the preview would change something."""
    counts = [sheet["counts"] for sheet in (imp.preview or {"sheets": []})["sheets"]]
    return sum(count["created"] + count["updated"] for count in counts)


def discard(imp: Import, *, by: Any) -> Import:
    """Let it be: nothing was brought in, nothing will be."""
    with _held(imp, by) as held:
        IMPORT_MACHINE.take(held, "discard", Acting(by))
        return held


def try_again(imp: Import, *, by: Any) -> Import:
    """Have it read again, with the choices and corrections there are."""
    with _held(imp, by) as held:
        return _read_again(held, by)


def take_back(imp: Import, *, by: Any) -> Import:
    """Undo the whole import. Refusal `too_late` after a day, `built_upon` with what was built on it."""
    with _held(imp, by) as held:
        if held.undo_until is not None and timezone.now() > held.undo_until:
            raise Refusal("too_late", "导入已超过一天，不能整次撤销。请逐条更正，或联系街道（镇）党建办。")
        IMPORT_MACHINE.take(held, "take_back", Acting(by), undone_at=timezone.now())
        undo_import(held, by=by)
        return held


def given_up(imp: Import) -> bool:
    """Whether its job failed so often that it is no longer tried: 未完成 on the page, `try_again` helps."""
    return imp.state in AT_WORK and is_dead(job_key(imp))


@contextmanager
def _held(imp: Import, by: Any) -> Iterator[Import]:
    """The import's row, held and read again. One whose job was given up counts as failed from now on."""
    demand(by, "ledgers.import", imp.region)
    with transaction.atomic():
        held = Import.objects.select_for_update(no_key=True).get(pk=imp.pk)
        if given_up(held):
            IMPORT_MACHINE.take(held, "fail", Acting(None, basis="系统办理"), trouble=GIVEN_UP)
        yield held


def _read_again(imp: Import, by: Any, **changes: Any) -> Import:
    IMPORT_MACHINE.take(imp, "reread", Acting(by), trouble="", **changes)
    _ask_for(READ, imp, by)
    return imp


def _ask_for(kind: str, imp: Import, by: Any) -> None:
    enqueue(kind, key=job_key(imp), payload=payload_of(imp, by))


def _with_news(before: Choices, news: Choices) -> Choices:
    """A sheet that is of another kind now begins anew; else the new words go over the earlier ones."""
    merged = dict(before)
    for tab, said in news.items():
        old = {} if "kind" in said else before.get(tab, {})
        columns = {**old.get("columns", {}), **said.get("columns", {})}
        merged[tab] = {**old, **said, "columns": columns}
    return merged
