"""我的导出: what one asked for, how far it is, and the file itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.exports import actions
from portal.exports.handing_over import file_of
from portal.exports.lists import ExportList
from portal.exports.models import Export, ExportQuerySet
from portal.exports.pages import is_at_work, page_of
from portal.lists.page import list_page


@login_required
@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    """Everything this person asked for, the expired too."""
    page = list_page(request, ExportList, visible(request))
    return page.render(request, "portal/exports/list.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """One export; POST has it made again. HTMX asks how far it is, and gets a new page once it is over."""
    found = get_object_or_404(visible(request), pk=pk)
    if request.method == "POST":
        actions.retry(found, by=request.user)
        messages.success(request, "已重新开始制作。")
        return redirect("export", pk)
    if not request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return render(request, "portal/exports/page.html", page_of(found))
    if is_at_work(found):
        return render(request, "portal/exports/progress.html", page_of(found))
    return HttpResponse(headers={"HX-Refresh": "true"})


@login_required
@require_safe
def export_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file. That it was taken is written down."""
    return file_of(get_object_or_404(visible(request), pk=pk), by=request.user)


def visible(request: HttpRequest) -> ExportQuerySet:
    return Export.objects.visible_to(request.user).select_related("region", "by")
