"""What the pages of January show."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from portal.lists.exporting import FORMATS, PARAMETER
from portal.outbox.progress import progress_of
from portal.permits import may
from portal.workflow.models import Step
from projects.listings.models import ListKind
from projects.yearly.actions.starting import GIVEN_UP, given_up
from projects.yearly.choosing import YearAsked
from projects.yearly.forms import CarryForm
from projects.yearly.models import CarryOver
from projects.yearly.numbers import table_of
from projects.yearly.progress import progress_of_year
from projects.yearly.states import CarryState

VERBS = ("carry", "take_back", "ask", "renewals")


def year_page(request: HttpRequest, asked: YearAsked, form: CarryForm, status: int = 200) -> HttpResponse:
    progress = progress_of_year(asked.region, asked.year, asked.kind)
    running = CarryOver.objects.running().filter(region=asked.region, to_year=asked.year).first()
    context: dict[str, Any] = {
        "asked": asked,
        "form": form,
        "running": running,
        "to_carry": 0 if running else sum(form.waiting.values()),
        "rows": table_of(progress),
        "counts": progress.total.counts,
        "begun": bool(progress.total.unpublished),
        "exports": exports(asked),
        "tabs": tabs(asked),
        "years": years(asked),
        "urls": {"queue": reverse("queue"), **{name: asked.url(f"year_{name}") for name in VERBS}},
        "may_act": may(request.user, "yearly.carry_over", asked.region),
    }
    return render(request, "projects/yearly/year.html", context, status=status)


def carrying_page(request: HttpRequest, found: CarryOver) -> dict[str, Any]:
    """The context of one carry-over's page, by the state it is in."""
    stopped = given_up(found)
    there = YearAsked(found.region, found.to_year, ListKind.PROJECT)
    return {
        "carry": found,
        "state": CarryState.FAILED.value if stopped else found.state,
        "trouble": GIVEN_UP if stopped else found.trouble,
        "progress": progress_of(found.progress_key),
        "drafts": drafts_of(found, there),
        "back": there.url(),
        "take_back_url": there.url("year_take_back", lists=",".join(found.lists)),
        "may_act": may(request.user, "yearly.carry_over", found.region),
        "steps": Step.objects.about(found).select_related("by", "for_unit").newest_first(),
    }


def is_at_work(found: CarryOver) -> bool:
    """Whether a job is at it or will be soon."""
    return found.state == CarryState.RUNNING and not given_up(found)


def drafts_of(found: CarryOver, there: YearAsked) -> list[dict[str, Any]]:
    """Of each list how many drafts came, and where January stands with it."""
    return [
        {"label": ListKind(name).label, "many": many, "url": there.url(list=name)}
        for name, many in (found.drafts or {}).items()
    ]


def exports(asked: YearAsked) -> list[dict[str, str]]:
    """The numbers as a file."""
    return [{"label": label, "url": asked.url(**{PARAMETER: ending})} for ending, label in FORMATS.items()]


def tabs(asked: YearAsked) -> list[dict[str, Any]]:
    return [
        {"label": f"{kind.label}清单", "url": asked.url(list=kind.value), "current": kind == asked.kind}
        for kind in ListKind
    ]


def years(asked: YearAsked) -> list[dict[str, Any]]:
    around = range(asked.year - 1, asked.year + 2)
    return [{"label": f"{y} 年", "url": asked.url(year=y), "current": y == asked.year} for y in around]
