"""The pages of the import wizard: upload, the list, and one page for each import from reading to undoing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.ledgers.imports import actions
from portal.ledgers.imports.forms import UploadForm
from portal.ledgers.imports.lists import ImportList
from portal.ledgers.imports.mending import problems_response
from portal.ledgers.imports.models import Import, ImportQuerySet
from portal.ledgers.imports.pages import is_at_work, page_of, progress_page
from portal.ledgers.imports.verbs import STALE, VERBS
from portal.ledgers.taking import LEDGER_PLACES
from portal.lists.page import list_page
from portal.once import once
from portal.refusals import Forbidden, Refusal

PAGE = "portal/ledgers/imports/page.html"


@login_required
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """Every import of one's offices."""
    page = list_page(request, ImportList, visible(request))
    return page.render(request, "portal/ledgers/imports/list.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def upload(request: HttpRequest) -> HttpResponse:
    """Hand in a workbook; it is read by a job while its page is shown."""
    places = next(iter(LEDGER_PLACES))(request.user)
    if not places.exists():
        raise Forbidden("forbidden", "台账由街道（镇）党建办的工作人员导入。如需导入，请联系所在党建办。")
    form = UploadForm(request.POST or None, request.FILES or None, places=places)
    if form.is_valid():
        given = form.cleaned_data
        try:
            imp = actions.begin_import(
                given["file"], region=given["region"], year=given["year"], by=request.user
            )
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("ledger_import_page", imp.pk)
    status = 400 if form.is_bound else 200
    return render(request, "portal/ledgers/imports/upload.html", {"form": form}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One import, as its state asks for; what is done with it is posted here under a verb."""
    imp = get_object_or_404(visible(request), pk=pk)
    if request.method == "POST":
        return act(request, imp)
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return progress(request, imp)
    return render(request, PAGE, page_of(imp, request.user) | progress_page(imp))


@login_required
@require_safe
def problems(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that could not go in, as a workbook."""
    return problems_response(get_object_or_404(visible(request), pk=pk))


def visible(request: HttpRequest) -> ImportQuerySet:
    return Import.objects.visible_to(request.user).select_related("region", "file", "by")


def progress(request: HttpRequest, imp: Import) -> HttpResponse:
    """How far the job is; once it is over the whole page is another one."""
    if is_at_work(imp):
        return render(request, "portal/ledgers/imports/progress.html", progress_page(imp))
    return HttpResponse(headers={"HX-Refresh": "true"})


def act(request: HttpRequest, imp: Import) -> HttpResponse:
    """Carry out what was pressed. Where it is refused the page says why and keeps what was typed."""
    verb = VERBS.get(request.POST.get("verb", "reread"))
    if verb is None:
        raise Http404
    try:
        messages.success(request, verb(request, imp))
    except Refusal as refusal:
        sent = request.POST if refusal.code != STALE else None
        now = visible(request).get(pk=imp.pk)
        context = page_of(now, request.user, sent) | progress_page(now)
        return render(request, PAGE, context | {"refusal": refusal.sentence}, status=refusal.status)
    return redirect("ledger_import_page", imp.pk)
