"""What each move of a resolution asks for on its page, and how it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest

from alliances.councils.behalf import acts_on_behalf
from alliances.meetings import actions
from alliances.meetings.forms import RecheckForm, ReportForm, SayForm
from alliances.meetings.models import Resolution
from alliances.meetings.verbs import FOLLOW, Verb, resolution_verbs


@dataclass(frozen=True)
class Ask:
    """`form` makes the form from what was sent; `act` does it and gives a sentence for each file not kept."""

    label: str
    rule: str
    done: str
    form: Callable[..., BaseForm]
    act: Callable[[Any], list[str]]
    help: str = ""


def asks_for(request: HttpRequest, resolution: Resolution) -> dict[str, Ask]:
    """By the name of the verb."""
    plain = {name: _plain(request, resolution, verb) for name, verb in resolution_verbs(resolution).items()}
    return plain | {"report": _report(request, resolution), "recheck": _recheck(request, resolution)}


def _plain(request: HttpRequest, resolution: Resolution, verb: Verb) -> Ask:
    def act(form: SayForm) -> list[str]:
        verb.act(resolution, by=request.user, **verb.words(form.cleaned_data))
        return []

    form = partial(_say, verb)
    return Ask(verb.label, verb.rule, verb.done, form, act, verb.help)


def _say(verb: Verb, data: Any = None, files: Any = None) -> SayForm:
    return SayForm(data, label=verb.says, needed=verb.needed)


def _report(request: HttpRequest, resolution: Resolution) -> Ask:
    """What an undone or returned report said stands in the form again."""

    def act(form: ReportForm) -> list[str]:
        said = dict(form.cleaned_data)
        uploads = said.pop("evidence")
        actions.report_resolution(resolution, by=request.user, **said)
        return actions.attach_evidence(resolution, uploads, by=request.user)

    stranger = acts_on_behalf(request.user, resolution.unit_id, resolution.meeting.alliance)
    form = partial(ReportForm, initial={"report": resolution.report}, on_behalf=stranger)
    return Ask("报告办理情况", "resolutions.report", "已报告，等待销号", form, act)


def _recheck(request: HttpRequest, resolution: Resolution) -> Ask:
    def act(form: RecheckForm) -> list[str]:
        actions.recheck_finding(resolution, by=request.user, **form.cleaned_data)
        return []

    done = "已登记复查"
    help_text = "通过即销号；没有通过的退回责任单位继续整改，可以再查。"
    return Ask("登记复查", FOLLOW, done, RecheckForm, act, help_text)
