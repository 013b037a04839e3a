"""文件: the papers of the office's own, beside what the portal writes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alliances.papers.actions import change_document, enter_document, remove_document, restore_document
from alliances.papers.forms import DocumentForm
from alliances.papers.lists import DocumentList
from alliances.papers.models import Document
from members.formpages import carried_out
from members.models import Region
from members.scope import scope_of
from portal.api.versions import check_version
from portal.lists.page import list_page
from portal.once import once
from portal.permits import demand, may
from portal.refusals import Forbidden
from portal.undo import forget_undo, offer_undo
from portal.workflow.machine import undo_until


@login_required
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    rows = Document.objects.visible_to(request.user).select_related("region", "file")
    page = list_page(request, DocumentList, rows)
    context = {"may_enter": handled_streets(request.user).exists()}
    return page.render(request, "alliances/papers/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def document_new(request: HttpRequest) -> HttpResponse:
    streets = handled_streets(request.user)
    if not streets.exists():
        raise Forbidden("forbidden", "文件由街道（镇）党建办登记。如需登记，请与他们联系。")
    form = DocumentForm(
        request.POST or None,
        request.FILES or None,
        streets=streets,
        instance=Document(issued_on=timezone.localdate()),
    )
    if carried_out(form, lambda: enter_document(form.instance, by=request.user, upload=uploaded(form))):
        messages.success(request, f"已登记《{form.instance.title}》。")
        return redirect("document", form.instance.pk)
    return form_shown(request, form, "登记文件", reverse("documents"))


@login_required
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_document(request, pk)
    context = {
        "document": found,
        "facts": facts_of(found),
        "may_change": may(request.user, "papers.change", found),
    }
    return render(request, "alliances/papers/document.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def document_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever opened the form before somebody else's correction is told, and overwrites nothing."""
    found = fetch_document(request, pk)
    demand(request.user, "papers.change", found)
    form = DocumentForm(
        request.POST or None, request.FILES or None, streets=handled_streets(request.user), instance=found
    )

    def save() -> None:
        with transaction.atomic():
            check_version(found, form.cleaned_data)
            change_document(found, by=request.user, **form.terms)

    if carried_out(form, save):
        messages.success(request, "已保存。")
        return redirect("document", pk)
    return form_shown(request, form, "修改文件", reverse("document", args=[pk]))


@login_required
@require_POST
def document_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """移除, with the banner that brings it back."""
    found = remove_document(fetch_document(request, pk), by=request.user)
    back = reverse("document_restore", args=[pk])
    offer_undo(request, f"已移除《{found.title}》", back, undo_until(timezone.now()))
    return redirect("documents")


@login_required
@require_POST
def document_restore(request: HttpRequest, pk: int) -> HttpResponse:
    found = restore_document(fetch_document(request, pk), by=request.user)
    forget_undo(request)
    messages.success(request, f"已恢复《{found.title}》。")
    return redirect("document", pk)


def fetch_document(request: HttpRequest, pk: int) -> Document:
    """Raises Http404 where there is none or one may not see it."""
    seen = Document.objects.visible_to(request.user).select_related("region", "file", "entered_by")
    return get_object_or_404(seen, pk=pk)


def facts_of(found: Document) -> list[tuple[str, Any]]:
    period = " 至 ".join(f"{day:%Y-%m-%d}" for day in (found.period_from, found.period_until) if day)
    return [
        ("种类", found.get_kind_display()),
        ("文号", found.number),
        ("成文日期", f"{found.issued_on:%Y-%m-%d}"),
        ("所属期", period),
        ("街道（镇）", found.region),
        ("成员单位可见", "是" if found.shared else "否"),
        ("登记", f"{found.entered_by.name} {timezone.localtime(found.entered_at):%Y-%m-%d %H:%M}"),
    ]


def form_shown(request: HttpRequest, form: DocumentForm, title: str, back: str) -> HttpResponse:
    return render(request, "alliances/papers/form.html", {"form": form, "title": title, "back": back})


def uploaded(form: DocumentForm) -> Any:
    return form.cleaned_data["upload"]


def handled_streets(user: Any) -> QuerySet[Region]:
    scope = scope_of(user)
    mine = scope.worked_region_ids
    return Region.objects.streets().filter(pk__in=mine).order_by("code")
