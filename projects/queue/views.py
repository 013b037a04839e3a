"""审核台: everything that waits for a decision, in one queue, with the item opened beside it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from members.scope import scope_of
from portal.refusals import Forbidden
from portal.undo import offer_undo
from portal.workflow.machine import undo_until
from projects.queue.deciding import GONE, Result, decide_all
from projects.queue.forms import OpinionForm
from projects.queue.reading import LAST_PAGE, QueuePage, read_queue, source_of
from projects.queue.sources import QUEUE_SOURCES, Side

ALL = "全部"


@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """`?kind=` one source, `?page=`, `?open=` the item beside the list. POST decides `ids` with `verb`."""
    if not scope_of(request.user).reviewed_region_ids:
        raise Forbidden(
            "forbidden", "审核台供街道（镇）党建办的审核人员使用。如需审核权限，请联系本街道（镇）党建办。"
        )
    one, many = forms_of(request)
    sent = one if "one" in request.POST else many
    if sent.is_valid():
        results = decide_all(request.user, sent.chosen, sent.decision)
        report(request, results, sent.label)
        return redirect(next_url(request, results))
    page = read_queue(request.user, kind_asked(request), number_asked(request))
    context = shown(request, page) | {"form": one, "bulk_form": many}
    if context["side"] is not None and not context["side"].asks_days:
        del one.fields["paired_days"]
    return render(request, "projects/queue/queue.html", context)


def forms_of(request: HttpRequest) -> tuple[OpinionForm, OpinionForm]:
    """The form beside the list and the one above it; only the one that was sent holds what was typed."""
    data = request.POST or None
    alone = data is not None and "one" in data
    return OpinionForm(data if alone else None), OpinionForm(None if alone else data, auto_id="bulk_%s")


def shown(request: HttpRequest, page: QueuePage) -> dict[str, Any]:
    opened = request.GET.get("open", "")
    side = side_of(request, opened)
    if opened and side is None:
        messages.info(request, GONE)
    return {
        "page": page,
        "tabs": tabs(request, page),
        "rows": [(row, url(request, open=row.key), row.key == opened) for row in page.rows],
        "opened": opened,
        "side": side,
        "asks_days": any(row.item.first for row in page.rows),
        "ticked": request.POST.getlist("ids"),
        "here": url(request),
        "previous_url": url(request, page=str(page.number - 1), open=None) if page.number > 1 else "",
        "next_url": url(request, page=str(page.number + 1), open=None) if page.has_next else "",
        "summary": f"第 {page.number} 页，全部 {page.total} 件",
    }


def side_of(request: HttpRequest, key: str) -> Side | None:
    found = source_of(key)
    return found[0].side(request.user, found[1]) if found else None


def tabs(request: HttpRequest, page: QueuePage) -> list[dict[str, Any]]:
    asked, home = kind_asked(request), reverse("queue")
    every = {"label": ALL, "url": home, "count": page.total, "current": not asked}
    each = [
        {
            "label": QUEUE_SOURCES[name].label,
            "url": f"{home}?kind={name}",
            "count": count,
            "current": asked == name,
        }
        for name, count in page.counts.items()
    ]
    return [every, *each]


def kind_asked(request: HttpRequest) -> str:
    asked = request.GET.get("kind", "")
    if asked and asked not in QUEUE_SOURCES:
        raise Http404
    return asked


def number_asked(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return (
        min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 1
    )


def url(request: HttpRequest, **changes: str | None) -> str:
    """This page with some parameters changed and the others kept."""
    kept = {name: value for name, value in request.GET.items() if name in ("kind", "page", "open")}
    parameters = {name: value for name, value in (kept | changes).items() if value}
    return f"{reverse('queue')}?{urlencode(parameters)}" if parameters else reverse("queue")


def report(request: HttpRequest, results: list[Result], label: str) -> None:
    """How many were done, and of which something was missing; each that was refused with the reason."""
    done = [result for result in results if result.done]
    if done:
        messages.success(request, f"{label} {len(done)} 件。10 分钟内可在各事项页面撤回。")
    for result in [result for result in done if result.sentence]:
        messages.warning(request, f"“{result.title}”{label}，办理时：{result.sentence}。")
    for result in [result for result in results if not result.done]:
        messages.error(request, f"“{result.title}”没有办理：{result.sentence}")
    if len(done) == 1:
        words = f"“{done[0].title}”：{label}"
        offer_undo(request, words, done[0].undo_url, undo_until(timezone.now()))


def next_url(request: HttpRequest, results: list[Result]) -> str:
    """After one item the next in the queue is opened; a refused one stays open, after several none is."""
    if "one" not in request.POST:
        return url(request, open=None)
    if not results[0].done:
        return url(request)
    rows = read_queue(request.user, kind_asked(request), number_asked(request)).rows
    return url(request, open=rows[0].key if rows else None)
