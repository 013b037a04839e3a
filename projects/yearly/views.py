"""年度沿用: one page that says how far January is, and what can be done there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.formpages import result_of
from portal.lists.exporting import FORMATS, PARAMETER, sheet_answer
from portal.lists.page import list_page
from portal.once import once
from portal.permits import may
from projects.listings.models import ListKind
from projects.yearly import actions
from projects.yearly.choosing import YearAsked, year_asked
from projects.yearly.forms import CarryForm
from projects.yearly.lists import RenewalList
from projects.yearly.models import CarryOver
from projects.yearly.numbers import sheet_of
from projects.yearly.pages import carrying_page, is_at_work, year_page
from projects.yearly.progress import progress_of_year
from projects.yearly.renewals import renewals_of


@login_required
@require_safe
def year(request: HttpRequest) -> HttpResponse | FileResponse:
    """How far the year is. `?region=&year=&list=`; with `?export=` the numbers as a file."""
    asked = year_asked(request)
    ending = request.GET.get(PARAMETER)
    if ending in FORMATS:
        return sheet_answer(sheet_of(progress_of_year(asked.region, asked.year, asked.kind)), ending)
    return year_page(request, asked, form_for(request, asked))


@login_required
@require_POST
@once
def carry(request: HttpRequest) -> HttpResponse:
    """Have last year's lists taken over. What was ticked stays when it is refused."""
    asked = year_asked(request)
    form = form_for(request, asked)
    started = result_of(form, lambda: begun(request, asked, form))
    if started is None:
        return year_page(request, asked, form, status=400)
    return redirect("year_carrying", started.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def carrying(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, or what came of it; POST tries again. HTMX gets a new page once it is over."""
    rows = CarryOver.objects.visible_to(request.user).select_related("region", "by")
    found = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        actions.retry(found, by=request.user)
        messages.success(request, "已重新开始沿用。")
        return redirect("year_carrying", pk)
    context = carrying_page(request, found)
    if not request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return render(request, "projects/yearly/carrying.html", context)
    if is_at_work(found):
        return render(request, "projects/yearly/carrying_progress.html", context)
    return HttpResponse(headers={"HX-Refresh": "true"})


@login_required
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """`?lists=` those that were just taken over, else all three."""
    asked = year_asked(request)
    named = request.GET.get("lists", "").split(",")
    kinds = [kind for kind in ListKind if kind.value in named] or list(ListKind)
    many = actions.take_back(asked.region, year=asked.year, kinds=kinds, by=request.user)
    messages.success(request, f"已撤销沿用，{many} 条草稿已删除。类别保留。")
    return redirect(asked.url())


@login_required
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    asked = year_asked(request)
    many = actions.ask_units(asked.region, year=asked.year, by=request.user)
    messages.success(request, f"已通知 {many} 家单位核对 {asked.year} 年度清单。同一天重复通知只发一次。")
    return redirect(asked.url())


@login_required
@require_safe
def renewals(request: HttpRequest) -> HttpResponse:
    """Who was asked to go on, who answered and whose offer lapsed."""
    asked = year_asked(request)
    rows = renewals_of(asked.region.pk, asked.year).select_related("project__unit", "unit")
    page = list_page(request, RenewalList, rows)
    context: dict[str, Any] = {
        "asked": asked,
        "back": asked.url(),
        "reset": asked.url("year_renewals"),
        "remind_url": asked.url("year_remind"),
        "may_act": may(request.user, "yearly.carry_over", asked.region),
    }
    return page.render(request, "projects/yearly/renewals.html", context)


@login_required
@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    asked = year_asked(request)
    many = actions.remind_of_renewals(asked.region, year=asked.year, by=request.user)
    messages.success(request, f"已提醒 {many} 项续认领的单位。同一天重复提醒只发一次。")
    return redirect(asked.url("year_renewals"))


def form_for(request: HttpRequest, asked: YearAsked) -> CarryForm:
    sent = request.POST if request.method == "POST" else None
    return CarryForm(sent, region=asked.region, from_year=asked.year - 1)


def begun(request: HttpRequest, asked: YearAsked, form: CarryForm) -> CarryOver:
    return actions.start_carry_over(
        asked.region,
        from_year=asked.year - 1,
        to_year=asked.year,
        kinds=form.kinds,
        by=request.user,
        leave_out=form.left_out,
    )
