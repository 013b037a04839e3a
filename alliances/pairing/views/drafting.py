"""草拟 and changing a draft. What was typed stays when it is refused, with a link to what is in the way."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from alliances.pairing import actions
from alliances.pairing.drafting_forms import (
    TEXT,
    ChangeForm,
    CommitmentForms,
    DraftForm,
    commitments_in,
)
from alliances.pairing.models import Pairing, Programme
from alliances.pairing.pairing_page import misfit_of
from alliances.pairing.states import BETWEEN, PairingState
from alliances.pairing.views.fetching import fetch_pairing, fetch_programme, form_view
from alliances.pairing.views.programmes import own_units_in
from members.formpages import result_of
from members.units.models import Unit
from portal.api.versions import check_version
from portal.ids import id_in
from portal.once import once
from portal.permits import demand, may
from portal.refusals import Forbidden
from portal.workflow.machine import wrong_state


@login_required
@form_view
@once
def pairing_new(request: HttpRequest, pk: int) -> HttpResponse:
    """`?host=`, `?partner=`: who is chosen beforehand."""
    programme = fetch_programme(request, pk)
    form = draft_form(request, programme)
    rows = CommitmentForms(request.POST or None, prefix="commitment")

    def draft() -> Pairing:
        said = {name: value for name, value in form.cleaned_data.items() if value}
        return actions.draft_pairing(programme, by=request.user, commitments=commitments_in(rows), **said)

    made = entered(form, rows, draft)
    if made is not None:
        say_drafted(request, made, f"已草拟“{made}”，核对后提请双方同意。")
        return redirect("pairing", made.pk)
    back = (programme.name, reverse("programme", args=[pk]))
    return form_shown(
        request, form, rows, f"草拟结对：{programme}", back, in_the_way(request, programme, form)
    )


@login_required
@form_view
def pairing_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever opened the form before somebody else's change is told, and overwrites nothing."""
    found = fetch_pairing(request, pk)
    demand(request.user, "pairings.draft", found)
    if found.state != PairingState.DRAFTED:
        raise wrong_state(found, "修改")
    said = {name: getattr(found, name) for name in (*TEXT, "version")}
    form = ChangeForm(request.POST or None, programme=found.programme, initial=said)
    rows = CommitmentForms(request.POST or None, prefix="commitment", initial=typed_before(found))

    def save() -> Pairing:
        with transaction.atomic():
            check_version(found, form.cleaned_data)
            text = {name: form.cleaned_data[name] for name in TEXT}
            return actions.change_draft(found, by=request.user, commitments=commitments_in(rows), **text)

    if (made := entered(form, rows, save)) is not None:
        say_drafted(request, made, "已保存。")
        return redirect("pairing", pk)
    return form_shown(request, form, rows, f"修改草稿：{found}", (str(found), reverse("pairing", args=[pk])))


def draft_form(request: HttpRequest, programme: Programme) -> DraftForm:
    """Raises Forbidden where one is neither of the office nor of a unit of the round's place."""
    is_office = may(request.user, "programmes.change", programme)
    own = None if is_office else own_units_in(request.user, programme)
    if own == []:
        raise Forbidden("forbidden", "结对由党建办或双方单位草拟。如需草拟，请与党建办联系。")
    initial: dict[str, Any] = {name: id_in(request.GET.get(name, "")) or None for name in ("host", "partner")}
    if own and not any(initial.values()):
        hoods = Unit.objects.neighbourhoods().filter(pk__in=own)
        initial["host" if hoods.exists() else "partner"] = own[0]
    return DraftForm(request.POST or None, programme=programme, own=own, initial=initial)


def entered(form: BaseForm, rows: BaseFormSet, act: Callable[[], Pairing]) -> Pairing | None:
    """What the action gave; None where something typed is not right, or was refused."""
    if form.is_bound and not rows.is_valid():
        form.is_valid()
        return None
    return result_of(form, act)


def typed_before(pairing: Pairing) -> list[dict[str, Any]]:
    names = ("what", "by_side", "measure", "quantity", "due_on")
    return [{name: getattr(row, name) for name in names} for row in pairing.commitments.all()]


def in_the_way(request: HttpRequest, programme: Programme, form: DraftForm) -> Pairing | None:
    """The pairing of the same two that stands already, for a refused draft to lead to."""
    if not form.is_bound or not form.non_field_errors():
        return None
    chosen = [form.cleaned_data.get(name) for name in ("host", "partner", "post")]
    same = Pairing.objects.visible_to(request.user).between(*(each.pk if each else None for each in chosen))
    rows = same.filter(programme=programme, state__in=BETWEEN)
    return rows.select_related("host", "partner", "post").order_by("-until_on", "-pk").first()


def say_drafted(request: HttpRequest, pairing: Pairing, words: str) -> None:
    messages.success(request, words)
    if odd := misfit_of(pairing):
        messages.warning(request, odd)


def form_shown(
    request: HttpRequest,
    form: BaseForm,
    rows: BaseFormSet,
    title: str,
    back: tuple[str, str],
    other: Pairing | None = None,
) -> HttpResponse:
    context = {"form": form, "rows": rows, "title": title, "back": back, "other": other}
    return render(request, "alliances/pairing/draft.html", context)
