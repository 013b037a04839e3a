"""台账导出: the office's ledgers as one workbook."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from portal.ledgers.handing_out.edition import LedgerEdition
from portal.ledgers.handing_out.forms import EMPTY, SHOWN, LedgerExportForm
from portal.ledgers.handing_out.giving import give_ledgers
from portal.ledgers.taking import LEDGERS_SEEN
from portal.permits import may
from portal.refusals import Forbidden, Refusal
from portal.workbooks.answers import XLSX, file_answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponse | FileResponse:
    """What is wanted; POST gives the workbook, or says what is wrong with everything typed still there."""
    places = next(iter(LEDGERS_SEEN))(request.user)
    if not places:
        raise Forbidden("forbidden", "台账由街道（镇）党建办和监督查看人员导出。如需要，请联系所在党建办。")
    allowed = any(may(request.user, "exports.personal", place) for place in places)
    form = LedgerExportForm(request.POST or None, places=places, may_have_personal=allowed)
    if form.is_valid():
        try:
            return workbook(request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("reason" if refusal.code == "reason_needed" else None, refusal.sentence)
    status = 400 if form.is_bound else 200
    return render(request, "portal/ledgers/export.html", {"form": form}, status=status)


def workbook(user: Any, *, region: Any, year: int, content: str, **asked: Any) -> FileResponse:
    """The file. No cache keeps it: it may hold names and phones."""
    edition = LedgerEdition(region, year, shown_only=content == SHOWN)
    empty = content == EMPTY
    name = f"{region.name}{year}年度台账{'（空表）' if empty else ''} {timezone.localdate():%Y-%m-%d}"
    response = file_answer(
        name, XLSX, lambda file: give_ledgers(file, edition, by=user, empty=empty, **asked)
    )
    add_never_cache_headers(response)
    return response
