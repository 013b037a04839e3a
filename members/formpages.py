"""A form on a page of its own: what all of them have in common."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.db.models import QuerySet
from django.forms import BaseForm, ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.refusals import Forbidden, Refusal

Result = TypeVar("Result")


def offer(form: BaseForm, name: str, rows: QuerySet, *, empty_label: str | None = None) -> ModelChoiceField:
    """Let the field choose among these rows, which depend on who asks; `empty_label` names choosing none."""
    field = cast(ModelChoiceField, form.fields[name])
    field.queryset = rows
    if empty_label is not None:
        field.empty_label = empty_label
    return field


def result_of(form: BaseForm, act: Callable[[], Result]) -> Result | None:
    """What the action gave; None where the form is not valid or was refused.

    A refusal stands above the form, which keeps what was typed; `Forbidden` goes on to become a 403.
    """
    if not form.is_valid():
        return None
    try:
        return act()
    except Forbidden:
        raise
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return None


def carried_out(form: BaseForm, act: Callable[[], Any]) -> bool:
    """Whether the form is valid and the action went through, whatever it gave. See `result_of`."""
    return result_of(form, lambda: (act(),)) is not None


def form_page(
    request: HttpRequest,
    form: BaseForm,
    title: str,
    *,
    back: tuple[str, str],
    submit: str = "保存",
    note: str = "",
) -> HttpResponse:
    """The form under its title. `back` is where it was opened from: its name and address."""
    context = {"form": form, "title": title, "back": back, "submit": submit, "note": note}
    return render(request, "members/form.html", context)
