"""办理设置: what the office of a street decides for itself."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from members.formpages import carried_out
from members.places import actions
from members.places.forms import PolicyForm
from members.places.models import OfficePolicy, Region, policy_of
from members.scope import scope_of
from portal.permits import demand, may
from portal.refusals import Forbidden


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: HttpRequest) -> HttpResponse:
    """`?region=` the code of one of one's streets, else the first. 审核 changes it, the office reads it."""
    street = chosen(request)
    kept = policy_of(street)
    form = PolicyForm(request.POST or None, instance=kept)
    if request.method == "POST":
        demand(request.user, "policy.change", street)
    if carried_out(form, lambda: actions.change_policy(street, by=request.user, **form.cleaned_data)):
        messages.success(request, f"已保存{street}的办理设置。")
        return redirect(address(street))
    context = {
        "street": street,
        "tabs": tabs(request, street),
        "form": form if may(request.user, "policy.change", street) else None,
        "facts": facts_of(kept),
    }
    return render(request, "members/places/office.html", context)


def chosen(request: HttpRequest) -> Region:
    streets = own_streets(request.user)
    if "region" in request.GET:
        return get_object_or_404(streets, code=request.GET["region"])
    first = streets.first()
    if first is None:
        raise Forbidden("forbidden", "办理设置由街道（镇）党建办掌握。如有建议，请与他们联系。")
    return first


def own_streets(user: Any) -> QuerySet:
    return Region.objects.streets().filter(pk__in=scope_of(user).office_region_ids).order_by("code")


def tabs(request: HttpRequest, street: Region) -> list[dict[str, Any]]:
    return [
        {"label": str(each), "url": address(each), "current": each == street}
        for each in own_streets(request.user)
    ]


def address(street: Region) -> str:
    return f"{reverse('office_policy')}?region={street.code}"


def facts_of(kept: OfficePolicy) -> list[tuple[str, str]]:
    """The settings in words, for those who only read them."""
    days = ("endorse_days", "offer_days", "review_days", "late_days", "paired_days")
    separate = ("经办与审核分开", "是" if kept.four_eyes else "否")
    given = [(str(PolicyForm.base_fields[name].label), f"{getattr(kept, name)} 天") for name in days]
    return [separate, *given]
