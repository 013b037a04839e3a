"""Three pages: choose a workbook, see what was understood, see what came in.

The file waits in the evidence store between them, and what is shown is read from it each time: the
second page does all the work and undoes it, so that it tells exactly what the button will do.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.files.access import may_see
from portal.files.actions import store_upload
from portal.files.models import StoredFile
from portal.ledgers.forms import UploadForm
from portal.ledgers.pages import links_of, results_of, sheet_pages
from portal.ledgers.taking import FIRST_YEAR, LAST_YEAR, LEDGER_PLACES, Intake, take_ledger
from portal.refusals import Forbidden, Refusal

RESULTS = "ledger_results"
"""In the session: what the last import brought, for the page after it."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a workbook; a file that can be read leads on to what was understood."""
    places = _places(request)
    form = UploadForm(request.POST or None, request.FILES or None, places=places)
    if form.is_valid():
        try:
            file = store_upload(form.cleaned_data["file"], by=request.user, about=form.cleaned_data["region"])
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("ledger_check", file.pk, form.cleaned_data["year"])
    status = 400 if form.is_bound else 200
    return render(request, "portal/ledgers/upload.html", {"form": form}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """What the workbook would bring; POST brings it."""
    file, intake = _waiting(request, pk, year)
    commit = request.method == "POST"
    taken = take_ledger(file.on_disk, intake, commit=commit)
    if commit:
        request.session[RESULTS] = {"file": file.pk, "sheets": results_of(taken)}
        return redirect("ledger_done", file.pk, year)
    pages = sheet_pages(taken)
    good = sum(page.outcome.good for page in pages)
    context = {
        "file": file,
        "intake": intake,
        "sheets": pages,
        "not_read": taken.reading.not_read,
        "verb": f"导入正确的 {good} 行" if good else "",
        "rejected": sum(len(page.outcome.rejected) for page in pages),
    }
    return render(request, "portal/ledgers/check.html", context)


@login_required
@require_safe
def done(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """What came in, and where to go on."""
    file, intake = _waiting(request, pk, year)
    results = request.session.get(RESULTS, {})
    if results.get("file") != pk:
        return redirect("ledger_check", pk, year)
    links = links_of([sheet["kind"] for sheet in results["sheets"]], intake)
    context = {"file": file, "intake": intake, "sheets": results["sheets"], "links": links}
    return render(request, "portal/ledgers/done.html", context)


def _places(request: HttpRequest) -> Any:
    places = next(iter(LEDGER_PLACES))(request.user)
    if not places.exists():
        raise Forbidden(
            "forbidden", "台账由街道（镇）党建办的工作人员导入。如需导入，请联系所在街道（镇）党建办。"
        )
    return places


def _waiting(request: HttpRequest, pk: int, year: int) -> tuple[StoredFile, Intake]:
    """An uploaded workbook of one of this person's offices. 404 for anything else."""
    places = _places(request)
    files = StoredFile.objects.select_related("about_type", "uploaded_by")
    file = get_object_or_404(files, pk=pk, kind=StoredFile.Kind.XLSX)
    region = places.filter(pk=file.about_id).first() if may_see(request.user, file) else None
    if region is None or file.about != region or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return file, Intake(region, year, by=request.user)
