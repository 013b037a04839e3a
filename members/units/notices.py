"""消息 about enrolments: what the office decided, to the people of the unit."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from members.units.models import Enrolment
from portal.outbox.notices import notify
from portal.workflow.models import Step


def tell_people(enrolment: Enrolment, step: Step) -> None:
    """Whoever acts for the unit in any street hears of the step, in the transaction that took it."""
    notify(
        people_of(enrolment),
        key=f"enrolment:{enrolment.pk}:{step.pk}",
        kind="入册",
        title=f"{enrolment}：{step.label}",
        body=step.opinion,
        url=reverse("enrolment", args=[enrolment.pk]),
    )


def people_of(enrolment: Enrolment) -> list[int]:
    today = timezone.localdate()
    users = get_user_model().objects.filter(
        Q(appointments__until_on=None) | Q(appointments__until_on__gte=today),
        appointments__from_on__lte=today,
        appointments__enrolment__unit=enrolment.unit_id,
        is_active=True,
    )
    return list(users.distinct().values_list("pk", flat=True))
