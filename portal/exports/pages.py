"""What the page of one export shows, by the state it is in."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.timezone import localtime

from portal.exports.actions import GIVEN_UP, given_up
from portal.exports.jobs import progress_key
from portal.exports.models import Export
from portal.exports.states import ExportState
from portal.outbox.progress import progress_of
from portal.workflow.models import Step


def page_of(export: Export) -> dict[str, Any]:
    """The context of its template."""
    stopped = given_up(export)
    return {
        "export": export,
        "state": ExportState.FAILED.value if stopped else export.state,
        "label": ExportState.FAILED.label if stopped else export.get_state_display(),
        "trouble": GIVEN_UP if stopped else export.trouble,
        "progress": progress_of(progress_key(export)),
        "facts": facts_of(export),
        "steps": Step.objects.about(export).select_related("by", "for_unit").newest_first(),
    }


def is_at_work(export: Export) -> bool:
    """Whether a job is at it or will be soon."""
    return export.state == ExportState.MAKING and not given_up(export)


def facts_of(export: Export) -> list[tuple[str, Any]]:
    facts = [("街道（镇）", export.region), ("申请时间", moment(export.asked_at))]
    if export.made_at:
        facts += [("完成时间", moment(export.made_at)), ("保存至", moment(export.expires_at))]
        facts += [("大小", filesizeformat(export.size or 0)), ("SHA-256", export.sha256)]
    facts.append(("联系人和电话", f"含，用途：{export.reason}" if export.personal else "不含"))
    return facts


def moment(at: Any) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}"
