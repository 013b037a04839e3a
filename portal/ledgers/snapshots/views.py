"""报送快照: what was reported, and what has changed since."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.ledgers.snapshots.actions import take_snapshot
from portal.ledgers.snapshots.differences import differences
from portal.ledgers.snapshots.forms import SnapshotForm
from portal.ledgers.snapshots.freezing import frozen_sheets
from portal.ledgers.snapshots.models import Snapshot
from portal.ledgers.taking import LEDGER_PLACES
from portal.refusals import Forbidden
from portal.workbooks.answers import XLSX, file_answer
from portal.workbooks.columns import OutColumn, OutSheet
from portal.workbooks.writing import write_workbook

LATEST = 100


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def snapshots(request: HttpRequest) -> HttpResponse:
    """The latest, and a form that takes one more."""
    places = next(iter(LEDGER_PLACES))(request.user)
    if not places:
        raise Forbidden("forbidden", "报送快照由街道（镇）党建办保存。如需查看，请联系所在党建办。")
    form = SnapshotForm(request.POST or None, places=places)
    if form.is_valid():
        taken = take_snapshot(by=request.user, **form.cleaned_data)
        messages.success(request, f"已保存“{taken.title}”。")
        return redirect("ledger_snapshot", taken.pk)
    rows = Snapshot.objects.visible_to(request.user).defer("sheets").select_related("region", "by")
    context = {"form": form, "snapshots": rows.order_by("-pk")[:LATEST]}
    return render(request, "portal/ledgers/snapshots/list.html", context, status=400 if form.errors else 200)


@login_required
@require_safe
def snapshot(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says of itself, whether it is whole, and the difference to the ledgers of today."""
    found = fetched(request, pk)
    now = frozen_sheets(found.region, found.year)
    context = {
        "snapshot": found,
        "facts": facts_of(found),
        "sheets": [sheet for sheet in differences(found.sheets, now) if not sheet.is_empty],
    }
    return render(request, "portal/ledgers/snapshots/snapshot.html", context)


@login_required
@require_safe
def workbook(request: HttpRequest, pk: int) -> FileResponse:
    """The snapshot as it was reported."""
    found = fetched(request, pk)
    return file_answer(found.title, XLSX, lambda file: write_workbook(file, out_sheets(found)))


def fetched(request: HttpRequest, pk: int) -> Snapshot:
    rows = Snapshot.objects.visible_to(request.user).select_related("region", "by")
    return get_object_or_404(rows, pk=pk)


def out_sheets(snapshot: Snapshot) -> Iterator[OutSheet]:
    for sheet in snapshot.sheets:
        columns = [OutColumn(header=header) for header in sheet["headers"]]
        yield OutSheet(
            tab=sheet["tab"], title=f"{snapshot.title} {sheet['tab']}", columns=columns, rows=sheet["rows"]
        )


def facts_of(snapshot: Snapshot) -> list[tuple[str, Any]]:
    return [
        ("街道（镇）", snapshot.region),
        ("年度", snapshot.year),
        ("报送给", snapshot.reported_to or "未填写"),
        ("报送人", snapshot.by),
        ("行数", "，".join(f"{sheet['tab']} {len(sheet['rows'])}" for sheet in snapshot.sheets)),
        ("内容校验", "与保存时一致" if snapshot.is_whole else "与保存时不一致，请联系系统管理员"),
        ("校验码", snapshot.sha256),
    ]
