"""类别设置: the tree of an edition, for the street's staff."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from members.models import Region
from members.scope import scope_of
from portal.ids import id_in
from portal.refusals import Refusal
from projects.listings.actions import add_category, change_category, copy_categories, remove_category
from projects.listings.editions import Edition
from projects.listings.forms import CategoryForm
from projects.listings.models import Category, CategoryQuerySet, ListKind


@login_required
def categories(request: HttpRequest) -> HttpResponse:
    """The tree, and a form that adds to it. `?region=&list=&year=` say which tree."""
    edition = managed_edition(request)
    form = CategoryForm(request.POST or None, edition=edition, initial={"sort": 100})
    if form.is_valid():
        try:
            add(request, edition, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect(page_of(edition))
    return render(request, "projects/listings/categories.html", shown(request, edition, form))


@login_required
def edit_category(request: HttpRequest, pk: int) -> HttpResponse:
    category = get_object_or_404(managed(request), pk=pk)
    edition = edition_holding(category)
    form = CategoryForm(request.POST or None, instance=category, edition=edition)
    if form.is_valid():
        try:
            change_category(category, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect(page_of(edition))
    context = {"form": form, "category": category, "edition": edition, "back": page_of(edition)}
    return render(request, "projects/listings/category.html", context)


@login_required
@require_POST
def delete_category(request: HttpRequest, pk: int) -> HttpResponse:
    category = get_object_or_404(managed(request), pk=pk)
    remove_category(category, by=request.user)
    messages.success(request, f"已删除类别“{category.name}”。")
    return redirect(page_of(edition_holding(category)))


@login_required
@require_POST
def copy_last_year(request: HttpRequest) -> HttpResponse:
    edition = managed_edition(request)
    region = Region.objects.get(pk=edition.region_id)
    added = copy_categories(region=region, kind=edition.kind.value, year=edition.year, by=request.user)
    messages.success(request, f"已沿用 {edition.year - 1} 年度的类别，新增 {added} 个。")
    return redirect(page_of(edition))


def managed(request: HttpRequest) -> CategoryQuerySet:
    """The categories of the streets where this user is 经办 or 审核."""
    return Category.objects.filter(region_id__in=managed_region_ids(request)).select_related(
        "region", "parent"
    )


def managed_region_ids(request: HttpRequest) -> frozenset[int]:
    scope = scope_of(request.user)
    return scope.worked_region_ids


def managed_edition(request: HttpRequest) -> Edition:
    """The edition that the address names, else the first street's projects of this year. Raises Http404."""
    regions = Region.objects.streets().filter(pk__in=managed_region_ids(request))
    asked = request.GET.get("region", "")
    if asked:
        regions = regions.filter(pk=id_in(asked))
    region = regions.first()
    year, kind = request.GET.get("year") or str(timezone.localdate().year), request.GET.get("list", "project")
    if region is None or kind not in ListKind.values or not (year.isdecimal() and 2000 <= int(year) <= 2100):
        raise Http404
    return Edition(ListKind(kind), region.pk, region.name, int(year))


def edition_holding(category: Category) -> Edition:
    return Edition(ListKind(category.list), category.region_id, category.region.name, category.year)


def page_of(edition: Edition, **changes: Any) -> str:
    place = {"region": edition.region_id, "list": edition.kind.value, "year": edition.year} | changes
    return f"{reverse('categories')}?" + "&".join(f"{name}={value}" for name, value in place.items())


def add(request: HttpRequest, edition: Edition, values: dict[str, Any]) -> Category:
    region = Region.objects.get(pk=edition.region_id)
    kind = edition.kind.value
    return add_category(region=region, kind=kind, year=edition.year, by=request.user, **values)


def shown(request: HttpRequest, edition: Edition, form: CategoryForm) -> dict[str, Any]:
    rows = Category.objects.filter(region=edition.region_id, list=edition.kind, year=edition.year)
    tabs = [
        {
            "label": f"{each.label}清单",
            "url": page_of(edition, list=each.value),
            "current": each == edition.kind,
        }
        for each in ListKind
    ]
    years = [
        {"label": f"{year} 年", "url": page_of(edition, year=year), "current": year == edition.year}
        for year in range(edition.year - 1, edition.year + 2)
    ]
    copy_url = page_of(edition).replace(reverse("categories"), reverse("categories_copy"))
    tree = in_tree_order(list(rows))
    return {
        "edition": edition,
        "form": form,
        "tree": tree,
        "tabs": tabs,
        "years": years,
        "copy_url": copy_url,
    }


def in_tree_order(
    rows: list[Category], parent_id: int | None = None, depth: int = 0
) -> list[tuple[Category, int]]:
    """Each category with its depth, children under their parent."""
    ordered: list[tuple[Category, int]] = []
    for row in [each for each in rows if each.parent_id == parent_id]:
        ordered += [(row, depth), *in_tree_order(rows, row.pk, depth + 1)]
    return ordered
