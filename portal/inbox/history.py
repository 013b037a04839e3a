"""已办 and 我发起: what a person did and what they set going, read from the steps."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from portal.workflow.models import Step


def steps_done_by(user: Any) -> QuerySet[Step]:
    """Every step this person took, newest first."""
    return Step.objects.filter(by=user).select_related("for_unit").newest_first()


def started_by(user: Any) -> QuerySet[Step]:
    """The first steps this person took, each with `latest_label` and `latest_at`: where the thing is now."""
    later = Step.objects.filter(
        subject_kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id")
    ).order_by("-id")
    return (
        steps_done_by(user)
        .filter(verb="create")
        .annotate(
            latest_label=Subquery(later.values("label")[:1]),
            latest_at=Subquery(later.values("recorded_at")[:1]),
        )
    )
