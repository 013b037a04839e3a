"""Asking units: to check what was carried over for them, and to answer an offered renewal."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from members.models import Appointment
from members.places.models import Region
from members.units.models import Enrolment
from portal.outbox.notices import notify
from portal.permits import demand
from portal.refusals import Refusal
from projects.claims.notices import tell_unit
from projects.claims.states import ClaimState
from projects.yearly.renewals import renewals_of


def ask_units(region: Region, *, year: int, by: Any) -> int:
    """请核对: a notice to everybody who acts for an enrolled unit, once a day at most. Gives how many units.

    Raises Forbidden; Refusal nobody_there.
    """
    demand(by, "yearly.carry_over", region)
    units = Enrolment.objects.active().filter(region=region)
    people = Appointment.objects.in_force().filter(enrolment__in=units).values_list("user_id", flat=True)
    if not people:
        raise Refusal("nobody_there", "还没有单位联络员，无法通知。请先在成员单位页添加联络员。")
    with transaction.atomic():
        notify(
            people,
            key=f"year:{region.pk}:{year}:check:{timezone.localdate()}",
            kind="年度沿用",
            title=f"请核对 {year} 年度清单",
            body="上一年度的清单项已沿用为草稿。请核对本单位的，修改后提交；不再开展的请告诉党建办。",
            url=f"{reverse('projects')}?region={region.pk}&year={year}&mine=on",
        )
    return units.filter(appointments__in=Appointment.objects.in_force()).distinct().count()


def remind_of_renewals(region: Region, *, year: int, by: Any) -> int:
    """再次提醒: a notice for each offer that waits for its unit, once a day at most. Gives how many offers.

    Raises Forbidden; Refusal nothing_offered.
    """
    demand(by, "yearly.carry_over", region)
    waiting = renewals_of(region.pk, year).filter(state=ClaimState.OFFERED)
    with transaction.atomic():
        claims = list(waiting.select_related("project", "unit").order_by("pk"))
        if not claims:
            raise Refusal("nothing_offered", "没有等单位确认的续认领，不必提醒。")
        for claim in claims:
            verb = f"remind:{timezone.localdate()}"
            tell_unit(claim, verb, f"请在期限前确认是否续认领：{claim.project.title}")
    return len(claims)
