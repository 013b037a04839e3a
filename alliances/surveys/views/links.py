"""链接: a batch is made, printed once, and revoked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alliances.surveys import actions
from alliances.surveys.forms import LinksForm
from alliances.surveys.models import LinkBatch, Survey
from alliances.surveys.states import SurveyState
from alliances.surveys.views.fetching import fetch_survey, form_view
from members.formpages import form_page, result_of
from portal.codes import code_as_svg
from portal.once import key_of, take
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import wrong_state

MASK = 1
"""Any of a code's eight masks is read as well as another."""

MADE = Refusal("made_already", "这批链接已经生成，只显示一次。如果没有留存，请停用这一批，再重新生成。")


@login_required
@never_cache
@form_view
def survey_links(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet stands on the answer to the form and nowhere else; the form sent again is told so."""
    survey = fetch_survey(request, pk)
    demand(request.user, "surveys.work", survey)
    if survey.state != SurveyState.OPEN:
        raise wrong_state(survey, "生成链接")
    subjects = list(survey.subjects.values_list("pk", flat=True))
    form = LinksForm(request.POST or None, survey=survey, initial={"subjects": subjects, "size": 50})
    made = result_of(form, lambda: make(request, survey, form))
    if made is None:
        back = (survey.title, reverse("survey", args=[pk]))
        note = "生成后立即打印或复制：链接只显示这一次，平台不保存，以后也找不回来。"
        return form_page(request, form, "生成链接", back=back, submit="生成", note=note)
    batch, tokens = made
    addresses = [request.build_absolute_uri(reverse("answer", args=[token])) for token in tokens]
    codes = [(number, code_as_svg(address, mask=MASK)) for number, address in enumerate(addresses, 1)]
    context = {"survey": survey, "batch": batch, "codes": codes, "addresses": "\n".join(addresses)}
    return render(request, "alliances/surveys/sheet.html", context)


def make(request: HttpRequest, survey: Survey, form: LinksForm) -> tuple[LinkBatch, list[str]]:
    """In one transaction with the key of the form."""
    said = form.cleaned_data
    with transaction.atomic():
        key = key_of(request)
        if key is not None and not take(request, key)[1]:
            raise MADE
        return actions.make_links(survey, said["side"], said["subjects"], said["size"], by=request.user)


@login_required
@require_POST
def links_revoke(request: HttpRequest, pk: int, batch_id: int) -> HttpResponse:
    survey = fetch_survey(request, pk)
    demand(request.user, "surveys.work", survey)
    actions.revoke_batch(get_object_or_404(survey.batches, pk=batch_id), by=request.user)
    messages.success(request, "已停用，没有用过的链接不能再作答；已经交的答卷仍然计入。")
    return redirect("survey", pk)
