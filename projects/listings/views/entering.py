"""Entering a listing and changing it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from members.formpages import result_of
from portal.once import once
from portal.permits import demand
from portal.refusals import Forbidden
from projects.listings.actions import change_listing, create_listing, submit
from projects.listings.addresses import listing_url
from projects.listings.forms import (
    FORMS,
    ListingForm,
    PublisherForm,
    TargetForms,
    targets_in,
)
from projects.listings.kinds import MODELS
from projects.listings.models import Listing, ListKind
from projects.listings.rules import may_enter_somewhere
from projects.listings.states import EDITABLE
from projects.listings.views.fetching import edition_around, edition_asked, fetch_listing


@login_required
@once
def new_listing(request: HttpRequest, kind: ListKind) -> HttpResponse:
    """登记: saved as a draft, or handed in at once with `then=submit`."""
    edition = edition_asked(request, kind)
    if not may_enter_somewhere(request.user, edition.region_id):
        raise Forbidden("forbidden", f"您不能在{edition.region_name}登记清单，请联系党建办。")
    publisher = PublisherForm(request.POST or None, user=request.user, edition=edition)
    form = FORMS[kind](request.POST or None, edition=edition)
    targets = targets_form(request, kind)
    if all_valid(publisher, form, targets):
        made = result_of(form, lambda: enter(request, publisher, form, targets))
        if made is not None:
            return redirect(listing_url(made))
    context = {"publisher": publisher, "form": form, "targets": targets, "edition": edition, "kind": kind}
    return render(request, "projects/listings/form.html", context)


@login_required
def edit_listing(request: HttpRequest, kind: ListKind, pk: int) -> HttpResponse:
    """修改; what was reviewed already is corrected by staff, with a reason."""
    found = fetch_listing(request, kind, pk)
    demand(request.user, "listings.change", found)
    edition, title = edition_around(found), found.title
    correcting = found.state not in EDITABLE
    form = FORMS[kind](
        request.POST or None,
        instance=found,
        edition=edition,
        correcting=correcting,
        initial={"version": found.version},
    )
    targets = targets_form(request, kind, found)
    if all_valid(form, targets):
        changed = result_of(form, lambda: change(request, found, form, targets))
        if changed is not None:
            messages.success(request, "已保存。")
            return redirect(listing_url(changed))
    context = {"listing": found, "title": title, "form": form, "targets": targets, "edition": edition}
    return render(request, "projects/listings/form.html", context | {"kind": kind})


def enter(
    request: HttpRequest, publisher: PublisherForm, form: ListingForm, targets: BaseFormSet | None
) -> Listing:
    """Enter it and, where asked, hand it in: both or neither."""
    basis = publisher.cleaned_data.get("basis", "")
    with transaction.atomic():
        made = create_listing(
            MODELS[form.edition.kind],
            by=request.user,
            unit=publisher.cleaned_data["unit"],
            category=form.cleaned_data["category"],
            fields={name: value for name, value in form.values.items() if name != "category"},
            basis=basis,
            targets=targets_in(targets) if targets else (),
            neighbourhoods=form.cleaned_data.get("neighbourhoods") or None,
        )
        if request.POST.get("then") == "submit":
            return submit(made, by=request.user, basis=basis)
    return made


def change(request: HttpRequest, found: Listing, form: ListingForm, targets: BaseFormSet | None) -> Listing:
    return change_listing(
        found,
        by=request.user,
        fields=form.values,
        targets=targets_in(targets) if targets else None,
        neighbourhoods=form.cleaned_data.get("neighbourhoods"),
        version=form.cleaned_data.get("version"),
        reason=form.cleaned_data.get("reason", ""),
    )


def targets_form(request: HttpRequest, kind: ListKind, found: Listing | None = None) -> BaseFormSet | None:
    """The rows of targets under a project's form."""
    if kind != ListKind.PROJECT:
        return None
    rows: list[dict[str, Any]] = []
    if found is not None:
        rows = list(found.targets.values("measure", "quantity", "unit_of_measure"))  # type: ignore[attr-defined]
    return TargetForms(request.POST or None, prefix="targets", initial=rows)


def all_valid(*forms: Any) -> bool:
    """Every form is asked, so that all mistakes are shown at once."""
    valid = [form.is_valid() for form in forms if form is not None]
    return all(valid)
