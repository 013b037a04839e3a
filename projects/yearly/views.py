"""年度沿用: one page that says how far January is, and what can be done there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from members.formpages import result_of
from portal.permits import may
from portal.undo import forget_undo, offer_undo
from portal.workflow.machine import undo_until
from projects.listings.models import ListKind
from projects.yearly import actions
from projects.yearly.choosing import YearAsked, year_asked
from projects.yearly.forms import CarryForm
from projects.yearly.progress import progress_of_year
from projects.yearly.renewals import renewals_of

VERBS = ("carry", "take_back", "ask", "renewals")


@login_required
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """How far the year is. `?region=&year=&list=`."""
    asked = year_asked(request)
    return year_page(request, asked, form_for(request, asked))


@login_required
@require_POST
def carry(request: HttpRequest) -> HttpResponse:
    """Take last year's lists over. What was ticked stays when it is refused."""
    asked = year_asked(request)
    form = form_for(request, asked)
    done = result_of(form, lambda: carried(request, asked, form))
    if done is None:
        return year_page(request, asked, form, status=400)
    words = "，".join(f"{kind.label} {many} 条" for kind, many in done.drafts.items())
    said = f"已沿用为 {asked.year} 年度草稿：{words}"
    if not done.total:
        messages.info(request, f"没有新增：{words}。")
        return redirect(asked.url())
    undo_url = asked.url("year_take_back", lists=",".join(done.drafts))
    offer_undo(request, said, undo_url, undo_until(timezone.now()))
    return redirect(asked.url())


@login_required
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """`?lists=` those that were just taken over, else all three."""
    asked = year_asked(request)
    forget_undo(request)
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
    rows = renewals_of(asked.region.pk, asked.year).select_related("project", "unit")
    context = {
        "asked": asked,
        "claims": rows.order_by("state", "answer_until", "pk"),
        "back": asked.url(),
        "remind_url": asked.url("year_remind"),
        "may_act": may(request.user, "yearly.carry_over", asked.region),
    }
    return render(request, "projects/yearly/renewals.html", context)


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


def carried(request: HttpRequest, asked: YearAsked, form: CarryForm) -> actions.CarriedOver:
    return actions.carry_over(
        asked.region,
        from_year=asked.year - 1,
        to_year=asked.year,
        kinds=form.kinds,
        by=request.user,
        leave_out=form.left_out,
    )


def year_page(request: HttpRequest, asked: YearAsked, form: CarryForm, status: int = 200) -> HttpResponse:
    progress = progress_of_year(asked.region, asked.year, asked.kind)
    total = progress.total
    context: dict[str, Any] = {
        "asked": asked,
        "form": form,
        "to_carry": sum(form.waiting.values()),
        "rows": [numbers(progress, row) for row in [*progress.rows, total]] if progress.rows else [],
        "total": total,
        "begun": bool(total.drafts or total.submitted),
        "tabs": tabs(asked),
        "years": years(asked),
        "urls": {"queue": reverse("queue"), **{name: asked.url(f"year_{name}") for name in VERBS}},
        "may_act": may(request.user, "yearly.carry_over", asked.region),
    }
    return render(request, "projects/yearly/year.html", context, status=status)


def numbers(progress: Any, row: Any) -> dict[str, Any]:
    """A row with the address behind each number of the lists."""
    return {
        "row": row,
        "last_url": progress.list_url(row, last=True),
        "draft_url": progress.list_url(row, "draft"),
        "submitted_url": progress.list_url(row, "submitted"),
        "published_url": progress.list_url(row, "published"),
    }


def tabs(asked: YearAsked) -> list[dict[str, Any]]:
    return [
        {"label": f"{kind.label}清单", "url": asked.url(list=kind.value), "current": kind == asked.kind}
        for kind in ListKind
    ]


def years(asked: YearAsked) -> list[dict[str, Any]]:
    around = range(asked.year - 1, asked.year + 2)
    return [{"label": f"{y} 年", "url": asked.url(year=y), "current": y == asked.year} for y in around]
