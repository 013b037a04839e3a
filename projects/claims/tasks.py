from celery import shared_task
from django.utils import timezone

from portal.audit.context import working_as
from projects.claims.actions import lapse_claim
from projects.claims.models import Claim


@shared_task
def lapse_due() -> int:
    """Let lapse what was not answered in time. Returns how many did."""
    overdue = Claim.objects.filter(state__in=("offered", "pending_unit"), answer_until__lte=timezone.now())
    with working_as("lapse_due"):
        return sum(lapse_claim(claim) is not None for claim in overdue.iterator())
