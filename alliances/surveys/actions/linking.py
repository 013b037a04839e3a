"""链接: made in a batch, told once, revoked as a batch."""

import secrets
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.rotation.actions.feeding import digest_of
from alliances.surveys.locking import lock_batch, lock_survey
from alliances.surveys.models import AnswerLink, JudgingSide, LinkBatch, Survey, SurveySubject
from alliances.surveys.models.answering import MOST_LINKS
from alliances.surveys.states import SurveyState
from portal.inserting import insert_values
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import wrong_state

SECRET_BYTES = 16


def make_links(
    survey: Survey, side: JudgingSide, subjects: Collection[SurveySubject], size: int, *, by: Any
) -> tuple[LinkBatch, list[str]]:
    """A batch and its tokens, which can be read here and never again. Their order is not that of the rows.

    Refusals: wrong_state, out_of_range, not_of_this_survey.
    """
    with transaction.atomic():
        locked = lock_survey(survey)
        demand(by, "surveys.work", locked)
        if locked.state != SurveyState.OPEN:
            raise wrong_state(locked, "生成链接")
        _check(locked, side, subjects, size)
        batch = LinkBatch.objects.create(
            survey=locked, side=side, size=size, made_on=timezone.localdate(), made_by=by
        )
        batch.subjects.set(subjects)
        tokens = [secrets.token_urlsafe(SECRET_BYTES) for _ in range(size)]
        rows = [(batch.pk, digest, False) for digest in sorted(map(digest_of, tokens))]
        insert_values(AnswerLink, ("batch_id", "digest", "is_used"), rows)
    return batch, tokens


def revoke_batch(batch: LinkBatch, *, by: Any) -> LinkBatch:
    """停用: what is unused of it answers no more; what was answered stays counted. Again changes nothing."""
    with transaction.atomic():
        locked = lock_batch(batch)
        demand(by, "surveys.work", locked.survey)
        if locked.revoked_at is None:
            locked.revoked_at = timezone.now()
            locked.save(update_fields=["revoked_at"])
    return locked


def _check(survey: Survey, side: JudgingSide, subjects: Collection[SurveySubject], size: int) -> None:
    if not 1 <= size <= MOST_LINKS:
        raise Refusal("out_of_range", f"每次可生成 1 至 {MOST_LINKS} 份，请更正份数。")
    if not subjects or {side.survey_id, *(each.survey_id for each in subjects)} != {survey.pk}:
        raise Refusal("not_of_this_survey", "请选择这次测评的评议方和至少一个测评对象。")
