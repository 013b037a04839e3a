"""报送快照: what was reported, and what has changed since."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.ledgers.snapshots.actions import take_snapshot
from portal.ledgers.snapshots.forms import SnapshotForm
from portal.ledgers.snapshots.lists import SnapshotList
from portal.ledgers.snapshots.models import Snapshot
from portal.ledgers.snapshots.reading import changes_since, facts_of, workbook_of
from portal.ledgers.taking import LEDGER_PLACES
from portal.lists.page import list_page
from portal.once import once
from portal.refusals import Forbidden


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def snapshots(request: HttpRequest) -> HttpResponse:
    """All of them, and a form that takes one more."""
    places = next(iter(LEDGER_PLACES))(request.user)
    if not places:
        raise Forbidden("forbidden", "报送快照由街道（镇）党建办保存。如需查看，请联系所在党建办。")
    form = SnapshotForm(request.POST or None, places=places)
    if form.is_valid():
        taken = take_snapshot(by=request.user, **form.cleaned_data)
        messages.success(request, f"已保存“{taken.title}”。")
        return redirect("ledger_snapshot", taken.pk)
    rows = Snapshot.objects.visible_to(request.user).defer("sheets").select_related("region", "by")
    response = list_page(request, SnapshotList, rows).render(
        request, "portal/ledgers/snapshots/list.html", {"form": form}
    )
    response.status_code = 400 if form.errors else response.status_code
    return response


@login_required
@require_safe
def snapshot(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says of itself, whether it is whole, and the difference to the ledgers of today."""
    found = fetched(request, pk)
    context = {"snapshot": found, "facts": facts_of(found), "sheets": changes_since(found)}
    return render(request, "portal/ledgers/snapshots/snapshot.html", context)


@login_required
@require_safe
def workbook(request: HttpRequest, pk: int) -> FileResponse:
    """The snapshot as it was reported."""
    return workbook_of(fetched(request, pk))


def fetched(request: HttpRequest, pk: int) -> Snapshot:
    rows = Snapshot.objects.visible_to(request.user).select_related("region", "by")
    return get_object_or_404(rows, pk=pk)
