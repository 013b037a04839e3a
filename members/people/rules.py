"""Who may give authority to whom, and look after accounts."""

from collections.abc import Iterable
from typing import Any

import rules
from django.db.models import Q
from django.utils import timezone

from members.people.models import UNIT_ROLES, Appointment, Role, User
from members.rules import handles, reviews
from members.scope import scope_of
from members.units.models import Unit


@rules.predicate
def may_give(user: Any, appointment: Appointment) -> bool:
    """经办 appoints a unit's people in the street, 审核 the office's own; 条线 see `may_give_line`."""
    if appointment.role == Role.LINE_SUPERVISOR:
        return may_give_line(user, appointment.units.all())
    if appointment.role in UNIT_ROLES and appointment.enrolment is not None:
        return handles(user, appointment.enrolment.region_id)
    return appointment.region_id is not None and reviews(user, appointment.region_id)


@rules.predicate
def may_give_line(user: Any, units: Iterable[Unit]) -> bool:
    """条线 comes from above: 审核 of the district (or higher) that all the units lie in.

    A street's office sees only its own part of a line, and who only looks on (监督查看) gives nothing.
    """
    districts = {unit.district_id for unit in units}
    return bool(districts) and districts <= scope_of(user).reviewed_region_ids


@rules.predicate
def looks_after(user: Any, account: User) -> bool:
    """Whoever could have given all the office roles of the account, and one of its unit roles.

    So nobody gains a role that is not theirs to give by setting somebody's password.
    """
    scope = scope_of(user)
    today = timezone.localdate()
    given = Appointment.objects.filter(user=account)
    office = given.not_over(today).filter(enrolment=None)
    if not all(may_give(user, each) for each in office.prefetch_related("units")):
        return False
    handled = scope.worked_region_ids
    mine = Q(enrolment__region_id__in=handled) | Q(region_id__in=scope.reviewed_region_ids)
    lines = Q(units__district_id__in=scope.reviewed_region_ids)
    return given.filter(mine | lines).exists()


@rules.predicate
def works_where_account_does(user: Any, account: User) -> bool:
    office = scope_of(user).office_region_ids
    mine = Q(enrolment__region_id__in=office) | Q(region_id__in=office)
    mine |= Q(units__district_id__in=office)
    return Appointment.objects.filter(mine, user=account).exists()


rules.add_rule("appointments.give", may_give)
rules.add_rule("appointments.give_line", may_give_line)
rules.add_rule("accounts.manage", looks_after)
rules.add_rule("accounts.see", works_where_account_does)
