"""公示清单: chosen, looked at, and kept as a Word file."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from members.rules import in_office
from portal.documents.answers import word_answer
from portal.documents.preview import preview_of
from portal.refusals import Forbidden
from projects.listings.editions import Edition, choose_edition, editions_of, regions_of, years_of
from projects.listings.models import ListKind
from projects.listings.posting import Posting, write_posting


@login_required
@require_safe
def posting(request: HttpRequest) -> HttpResponse:
    """`?list=` one of the three, `region`, `year`; without, the newest project list of one's street."""
    chosen, editions = chosen_posting(request)
    edition = chosen.edition
    context = {
        "posting": chosen,
        "preview": preview_of(write_posting(chosen, by=request.user)),
        "word_url": f"{reverse('posting_word')}?{chosen.query}",
        "kinds": ListKind,
        "regions": regions_of(editions),
        "years": years_of(editions, edition.region_id),
    }
    return render(request, "projects/listings/posting.html", context)


@login_required
@require_safe
def posting_word(request: HttpRequest) -> HttpResponse:
    chosen, _ = chosen_posting(request)
    return word_answer(write_posting(chosen, by=request.user), chosen.title)


def chosen_posting(request: HttpRequest) -> tuple[Posting, list[Edition]]:
    """With the editions one could choose among. Raises Http404 for what is not there or not one's own."""
    name = request.GET.get("list", ListKind.PROJECT)
    if name not in ListKind.values:
        raise Http404
    editions = own_editions(ListKind(name), request.user)
    if not editions and "list" not in request.GET:
        raise Forbidden("forbidden", "公示清单由街道（镇）党建办打印。公开的清单人人可看，见“公开清单”。")
    edition = choose_edition(editions, request.GET)
    if edition is None:
        raise Http404
    return Posting(edition), editions


def own_editions(kind: ListKind, user: Any) -> list[Edition]:
    """Of the streets in whose office one works."""
    return [each for each in editions_of(kind, user) if in_office(user, each.region_id)]
