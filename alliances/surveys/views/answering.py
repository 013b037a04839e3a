"""作答: the page behind a link. Nobody signs in, nothing about the visitor is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliances.surveys import actions
from alliances.surveys.forms import BallotForm
from alliances.surveys.models import AnswerLink
from alliances.surveys.views.fetching import form_view
from portal.refusals import Refusal


@never_cache
@form_view
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Whatever keeps a link from answering is told in words for who holds it, not for staff."""
    try:
        link = actions.link_of(token)
        form = form_of(link, request)
        if form.is_valid():
            actions.answer(token, form.said)
            return unlinked(redirect("answer_thanks"))
    except Refusal as refusal:
        said = {"sentence": refusal.sentence}
        return unlinked(render(request, "alliances/surveys/refused.html", said, status=refusal.status))
    context = {"survey": link.batch.survey, "side": link.batch.side, "form": form, "sheets": form.sheets()}
    return unlinked(render(request, "alliances/surveys/answer.html", context))


@require_safe
def answer_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "alliances/surveys/thanks.html")


def form_of(link: AnswerLink, request: HttpRequest) -> BallotForm:
    survey = link.batch.survey
    return BallotForm(
        request.POST or None,
        survey=survey,
        subjects=list(link.batch.subjects.select_related("unit", "party_org").order_by("pk")),
        questions=list(survey.questions.order_by("ordinal")),
    )


def unlinked(response: HttpResponse) -> HttpResponse:
    """No page that is opened from here learns the address; its own form still says where it comes from."""
    response["Referrer-Policy"] = "strict-origin"
    return response
