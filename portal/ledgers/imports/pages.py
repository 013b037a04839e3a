"""What the page of one import shows, by the state it is in."""

from typing import Any

from django.utils import timezone
from django.utils.timezone import localtime

from portal.files.access import may_see
from portal.ledgers.imports.actions import GIVEN_UP, given_up, good_rows, same_file_before
from portal.ledgers.imports.jobs import progress_key
from portal.ledgers.imports.models import Import
from portal.ledgers.imports.questions import Sent, questions_of
from portal.ledgers.imports.states import AT_WORK, ImportState
from portal.outbox.progress import progress_of
from portal.workflow.models import Step

COUNTED = ("read", "created", "updated", "unchanged", "rejected", "gone")
LABELS = ("读到", "新增", "更改", "未变", "不能导入", "台账里没有")
STEPS = ("上传", "核对", "导入", "完成")
MAY_BE_STOPPED = (ImportState.READING, ImportState.READY)
"""Whoever handed the same file in twice may still let it be."""

REACHED = {
    ImportState.READING: 1,
    ImportState.READY: 1,
    ImportState.FAILED: 1,
    ImportState.DISCARDED: 1,
    ImportState.IMPORTING: 2,
    ImportState.IMPORTED: 4,
    ImportState.UNDONE: 4,
}


def page_of(imp: Import, user: Any, sent: Sent | None = None) -> dict[str, Any]:
    """The context of its template. `sent`: what was typed and refused."""
    stopped = given_up(imp)
    told = imp.result or imp.preview or {"sheets": [], "not_read": [], "kinds": []}
    ready = imp.state == ImportState.READY
    return {
        "imp": imp,
        "state": ImportState.FAILED.value if stopped else imp.state,
        "trouble": GIVEN_UP if stopped else imp.trouble,
        "chain": chain_of(imp),
        "told": told,
        "figures": figures_of(told["sheets"]),
        "good": good_rows(imp),
        "rejected": sum(sheet["counts"]["rejected"] for sheet in told["sheets"]),
        "questions": questions_of(told, sent) if ready else None,
        "same": same_file_before(imp) if imp.state in MAY_BE_STOPPED else None,
        "facts": facts_of(imp),
        "may_see_file": may_see(user, imp.file),
        "may_undo": imp.state == ImportState.IMPORTED and timezone.now() <= imp.undo_until,
        "steps": list(Step.objects.about(imp).select_related("by", "for_unit").newest_first()),
    }


def progress_page(imp: Import) -> dict[str, Any]:
    """How far its job is, for the part of the page that is fetched again and again."""
    return {"imp": imp, "progress": progress_of(progress_key(imp))}


def is_at_work(imp: Import) -> bool:
    """Whether a job is at it or will be soon."""
    return imp.state in AT_WORK and not given_up(imp)


def chain_of(imp: Import) -> list[dict[str, str]]:
    """From the upload to what it became; an import that was let be stays where it was."""
    reached, said = REACHED[ImportState(imp.state)], imp.get_state_display()
    states = ["done" if at < reached else "now" if at == reached else "todo" for at in range(len(STEPS))]
    details = {0: moment(imp.created_at), min(reached, len(STEPS) - 1): said}
    return [
        {"label": label, "detail": details.get(at, ""), "state": states[at]} for at, label in enumerate(STEPS)
    ]


def figures_of(sheets: list[dict[str, Any]]) -> list[tuple[str, int, str]]:
    """The rows of all these sheets."""
    sums = (sum(sheet["counts"][name] for sheet in sheets) for name in COUNTED)
    return [(label, count, "行") for label, count in zip(LABELS, sums, strict=True)]


def facts_of(imp: Import) -> list[tuple[str, Any]]:
    facts = [("街道（镇）", imp.region), ("年度", imp.year), ("上传人", imp.by)]
    times = [("上传时间", imp.created_at), ("导入时间", imp.imported_at), ("撤销时间", imp.undone_at)]
    return facts + [(label, moment(at)) for label, at in times if at is not None]


def moment(at: Any) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}"
