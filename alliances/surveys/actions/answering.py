"""作答: one link, one answer, counted and forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from alliances.rotation.actions.feeding import digest_of
from alliances.surveys.models import AnswerLink, Tally
from alliances.surveys.states import SurveyState
from portal.constraints import refused_as
from portal.refusals import Refusal

LONGEST_REMARK = 200
USED = Refusal("used", "这个链接已经作答过，每个链接只能作答一次。感谢您的参与。")
CLOSED = Refusal("closed", "这次测评已经结束，不再接收答卷。感谢您的关注。")
TAMPERED = Refusal("bad_answer", "答卷不完整，请对每个问题选择一项后再提交。")


class UnknownLink(Refusal):
    """No link, or none any more; both are told alike."""

    status = 404


UNKNOWN = UnknownLink("unknown_link", "这个链接无效或已停用。请核对二维码，或向发放的工作人员索取新的。")


@dataclass(frozen=True)
class Said:
    """About one subject: the place of the choice taken, question by question, and a remark."""

    choices: Sequence[int]
    remark: str = ""


def link_of(token: str) -> AnswerLink:
    """The link, if it can answer now. Refusals: unknown_link, used, not_open_yet, closed."""
    rows = AnswerLink.objects.select_related("batch__survey__region", "batch__side")
    link = rows.filter(digest=digest_of(token)).first()
    if link is None or link.batch.revoked_at is not None:
        raise UNKNOWN
    if link.is_used:
        raise USED
    survey, today = link.batch.survey, timezone.localdate()
    if survey.state != SurveyState.OPEN or today > survey.until_on:
        raise CLOSED
    if today < survey.from_on:
        raise Refusal("not_open_yet", f"测评从 {survey.from_on:%m月%d日} 开始，请届时再扫码作答。")
    return link


def answer(token: str, said: Mapping[int, Said]) -> None:
    """Count what was said about each subject of the link (by its id), and use the link up.

    Whoever asks is not looked at. Refusals: those of `link_of`, and bad_answer.
    """
    with transaction.atomic():
        link = link_of(token)
        if not AnswerLink.objects.filter(pk=link.pk, is_used=False).update(is_used=True):
            raise USED
        subjects = link.batch.subjects.values("pk")
        rows = Tally.objects.filter(subject__in=subjects, side=link.batch.side_id).order_by("pk")
        tallies = list(rows.select_for_update())
        if {tally.subject_id for tally in tallies} != said.keys():
            raise TAMPERED
        with refused_as({"tally_while_open": CLOSED}):
            for tally in tallies:
                _count(tally, said[tally.subject_id], len(link.batch.survey.choices))


def _count(tally: Tally, said: Said, offered: int) -> None:
    asked = len(tally.counts)
    if len(said.choices) != asked or not all(0 <= choice < offered for choice in said.choices):
        raise TAMPERED
    for counts, choice in zip(tally.counts, said.choices, strict=True):
        counts[choice] += 1
    tally.ballots += 1
    if remark := said.remark.strip()[:LONGEST_REMARK]:
        tally.remarks = sorted([*tally.remarks, remark])
    tally.save(update_fields=["ballots", "counts", "remarks"])
