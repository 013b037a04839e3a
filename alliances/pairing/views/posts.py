"""岗位: which there are, who holds them and held them, 任职 and 离任."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alliances.pairing import actions
from alliances.pairing.badges import badge_of
from alliances.pairing.forms import AppointForm, PostForm, VacateForm
from alliances.pairing.lists import PostList
from alliances.pairing.models import Holding, Post
from alliances.pairing.views.fetching import fetch_post, form_view, pairings_seen
from members.formpages import carried_out, form_page, result_of
from members.places.models import Region
from members.scope import scope_of
from portal.lists.page import list_page
from portal.once import once
from portal.permits import demand, may
from portal.refusals import Forbidden


@login_required
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    held = Prefetch("holdings", Holding.objects.in_force(today), to_attr="holders")
    seen = Post.objects.visible_to(request.user).select_related("region").prefetch_related(held)
    page = list_page(request, PostList, seen)
    counted = PostList.export_rows(Post.objects.filter(pk__in=[row.pk for row in page.rows]))
    running = {row.pk: row.running for row in counted}
    context = {
        "rows": [(row, running[row.pk]) for row in page.rows],
        "may_set_up": bool(scope_of(request.user).worked_region_ids),
    }
    return page.render(request, "alliances/pairing/posts.html", context)


@login_required
@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    found, today = fetch_post(request, pk), timezone.localdate()
    held = list(found.holdings.order_by("-from_on"))
    rows = pairings_seen(request.user).filter(post=found)
    context = {
        "post": found,
        "holdings": [(row, row.from_on <= today <= (row.until_on or today)) for row in held],
        "rows": [(row, badge_of(row, today)) for row in rows],
        "may_change": may(request.user, "posts.change", found),
        "is_held": any(row.until_on is None for row in held),
    }
    return render(request, "alliances/pairing/post.html", context)


@login_required
@form_view
@once
def post_new(request: HttpRequest) -> HttpResponse:
    regions = Region.objects.filter(pk__in=scope_of(request.user).worked_region_ids).order_by("code")
    if not regions:
        raise Forbidden("forbidden", "岗位由党建办设立。如需设立，请与他们联系。")
    form = PostForm(request.POST or None, regions=regions, initial={"region": regions[0]})
    made = result_of(form, lambda: actions.set_up_post(**form.cleaned_data, by=request.user))
    if made is not None:
        messages.success(request, "已设立，接着登记任职人。")
        return redirect("post", made.pk)
    return form_page(request, form, "设立岗位", back=("岗位", reverse("posts")))


@login_required
@form_view
@once
def post_appoint(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_post(request, pk)
    demand(request.user, "posts.change", found)
    form = AppointForm(request.POST or None, initial={"from_on": timezone.localdate()})
    if carried_out(form, lambda: actions.appoint(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "已登记任职，这个岗位的结对不变。")
        return redirect("post", pk)
    back = (found.title, reverse("post", args=[pk]))
    return form_page(request, form, f"任职：{found}", back=back)


@login_required
@form_view
def post_vacate(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_post(request, pk)
    demand(request.user, "posts.change", found)
    form = VacateForm(request.POST or None, initial={"until_on": timezone.localdate()})
    if carried_out(form, lambda: actions.vacate(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "已登记离任，岗位空缺，结对不变。")
        return redirect("post", pk)
    back = (found.title, reverse("post", args=[pk]))
    return form_page(request, form, f"离任：{found}", back=back)
