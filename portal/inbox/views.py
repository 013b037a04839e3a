"""To-dos, what was done, what was set going, and messages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from portal.inbox.actions import mark_all_read, mark_read
from portal.inbox.history import started_by, steps_done_by
from portal.inbox.lists import NoticeList, StepList
from portal.inbox.models import Notice
from portal.inbox.tabs import inbox_tabs
from portal.inbox.todos import count_todos, todos_of
from portal.lists.page import list_page
from portal.pages import home_panels


@login_required
@require_GET
def todos(request: HttpRequest) -> HttpResponse:
    """我的待办, the landing page of whoever signs in."""
    context = {
        "todos": todos_of(request.user),
        "tabs": inbox_tabs("home"),
        "panels": home_panels(request),
        "notices": Notice.objects.of(request.user).unread()[:5],
    }
    return render(request, "portal/inbox/todos.html", context)


@login_required
@require_GET
def todo_count(request: HttpRequest) -> HttpResponse:
    """The figure beside 我的待办 in the menu, fetched after the page so that no page waits for it."""
    return render(request, "portal/inbox/count.html", {"count": count_todos(request.user)})


@login_required
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    page = list_page(request, StepList, steps_done_by(request.user))
    return page.render(request, "portal/inbox/done.html", {"tabs": inbox_tabs("done")})


@login_required
@require_GET
def started(request: HttpRequest) -> HttpResponse:
    page = list_page(request, StepList, started_by(request.user))
    return page.render(request, "portal/inbox/started.html", {"tabs": inbox_tabs("started")})


@login_required
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    page = list_page(request, NoticeList, Notice.objects.of(request.user))
    return page.render(request, "portal/inbox/notices.html")


@login_required
@require_POST
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark one message read and go where it points."""
    notice = get_object_or_404(Notice.objects.of(request.user), pk=notice_id)
    mark_read(notice)
    inside = url_has_allowed_host_and_scheme(notice.url, {request.get_host()}, request.is_secure())
    return redirect(notice.url if inside else reverse("notices"))


@login_required
@require_POST
def read_all_notices(request: HttpRequest) -> HttpResponse:
    messages.success(request, f"已将 {mark_all_read(request.user)} 条消息标为已读。")
    return redirect("notices")
