"""文书模板: which template each kind of document is written from, what it may say, and how it looks."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.documents.actions import replace_template, use_builtin
from portal.documents.answers import word_answer
from portal.documents.forms import TemplateForm
from portal.documents.kinds import DOCUMENT_KINDS, DocumentKind, places_of
from portal.documents.making import builtin_template, filled, own_template, template_in_use
from portal.documents.models import Template
from portal.documents.preview import preview_of
from portal.permits import may
from portal.refusals import Forbidden, Refusal


@login_required
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """The kinds of documents of one street, `?region=` its code."""
    place = chosen_place(request)
    own = Template.objects.filter(region=place, in_use=True).select_related("by")
    by_kind = {each.kind: each for each in own}
    rows = [
        (address("document_template", name, place), DOCUMENT_KINDS[name], by_kind.get(name))
        for name in DOCUMENT_KINDS.names()
    ]
    context = {"place": place, "rows": rows, "tabs": tabs(request, place)}
    return render(request, "portal/documents/templates.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: its placeholders, a page filled with examples, and the place to put one's own template."""
    entry, place = entry_of(kind), chosen_place(request)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and taken(request, kind, place, form):
        messages.success(request, f"{entry.label}从现在起按这份模板写。")
        return redirect(address("document_template", kind, place))
    context = {
        "place": place,
        "kind": entry,
        "own": own_template(kind, place),
        "placeholders": entry.placeholders().items(),
        "preview": preview_of(filled(template_in_use(kind, place), entry.sample)),
        "form": form if may(request.user, "documents.change_template", place) else None,
        "download_url": address("document_template_file", kind, place),
        "builtin_url": address("document_template_builtin", kind, place),
        "back_url": f"{reverse('document_templates')}?region={place.code}",
    }
    return render(request, "portal/documents/template.html", context)


@login_required
@require_safe
def template_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The template in use, to start from; `?builtin=1` the portal's own."""
    entry, place = entry_of(kind), chosen_place(request)
    ours = request.GET.get("builtin") == "1"
    content = builtin_template(kind) if ours else template_in_use(kind, place)
    return word_answer(content, f"{entry.label}模板")


@login_required
@require_POST
def builtin(request: HttpRequest, kind: str) -> HttpResponse:
    """Back to the portal's own template."""
    entry, place = entry_of(kind), chosen_place(request)
    use_builtin(kind, place, by=request.user)
    messages.success(request, f"{entry.label}已改回门户自带的模板。")
    return redirect(address("document_template", kind, place))


def taken(request: HttpRequest, kind: str, place: Any, form: TemplateForm) -> bool:
    """Whether the upload is the template from now on; what is wrong with it is said in the form."""
    if not form.is_valid():
        return False
    try:
        replace_template(kind, place, form.cleaned_data["file"], by=request.user)
    except Forbidden:
        raise
    except Refusal as refusal:
        form.add_error("file", refusal.sentence)
        return False
    return True


def entry_of(kind: str) -> DocumentKind:
    if kind not in DOCUMENT_KINDS:
        raise Http404
    return DOCUMENT_KINDS[kind]


def chosen_place(request: HttpRequest) -> Any:
    """Raises Forbidden for who sees no street's templates, Http404 for a street that is not among them."""
    places = places_of(request.user)
    if "region" in request.GET:
        return get_object_or_404(places, code=request.GET["region"])
    first = places.first()
    if first is None:
        raise Forbidden("forbidden", "文书模板由街道（镇）党建办掌握。如有建议，请与他们联系。")
    return first


def tabs(request: HttpRequest, place: Any) -> list[dict[str, Any]]:
    home = reverse("document_templates")
    return [
        {"label": str(each), "url": f"{home}?region={each.code}", "current": each == place}
        for each in places_of(request.user)
    ]


def address(name: str, kind: str, place: Any) -> str:
    return f"{reverse(name, args=[kind])}?region={place.code}"
