"""The verbs of people: accounts, authority, handing over, and looking at personal data."""

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken

from members.people.looking import look_at
from members.people.models import UNIT_ROLES, Appointment, Role, User
from members.places.models import Region
from members.units.actions import change_fields, locked
from members.units.models import Enrolment, Unit
from members.units.states import TAKING_PART
from portal.outbox.notices import notify
from portal.permits import demand
from portal.refusals import Refusal

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what is easily misread when a password is copied from paper: 0 o 1 l i."""

PASSWORD_LENGTH = 12
LINE_FROM_ABOVE = "条线查看由条线单位所在区的审核人员授权。请与区党建办联系。"
LONGEST_AGO = dt.timedelta(days=366)
PHONE_FIELDS = {Enrolment: ("liaison_phone", "contacts.see"), User: ("phone", "accounts.see")}


def appoint(
    user: User,
    role: str,
    *,
    by: Any,
    enrolment: Enrolment | None = None,
    region: Region | None = None,
    units: Iterable[Unit] = (),
    from_on: dt.date | None = None,
    until_on: dt.date | None = None,
) -> Appointment:
    """Let a person act for an enrolment or a region, from a day (today unless told) to a day.

    条线查看 looks at `units`, wherever they are enrolled. Who has the same authority at that time keeps it
    as it is, and nothing new is written.
    """
    units = list(units)
    given = Appointment(user=user, role=role, enrolment=enrolment, region=region, until_on=until_on)
    given.from_on = from_on or timezone.localdate()
    refuse_odd_place(given, units)
    demand_giving(by, given, units)
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        if not user.is_active:
            raise Refusal("account_closed", f"{user}的账号已停用，请先启用或另建账号。")
        found = same_authority(given, units)
        if found is not None:
            return found
        given.save()
        given.units.set(units)
    return given


def same_authority(given: Appointment, units: list[Unit]) -> Appointment | None:
    """What the person has at that time already: of the line, an appointment over these units at least."""
    same = Appointment.objects.filter(
        user=given.user, role=given.role, enrolment=given.enrolment, region=given.region
    )
    standing = same.not_over(given.from_on)
    if given.until_on:
        standing = standing.filter(from_on__lte=given.until_on)
    wanted = {unit.pk for unit in units}
    return next((each for each in standing if wanted <= set(each.units.values_list("pk", flat=True))), None)


def demand_giving(by: Any, given: Appointment, units: list[Unit]) -> None:
    """Raises Forbidden for whoever may not let a person act there."""
    if given.role == Role.LINE_SUPERVISOR:
        demand(by, "appointments.give_line", units, sentence=LINE_FROM_ABOVE)
    else:
        demand(by, "appointments.give", given)


def refuse_odd_place(given: Appointment, units: list[Unit]) -> None:
    """A unit's role needs an enrolment in force, an office's role a region, the line's role units.

    No end before the start.
    """
    if (given.role == Role.LINE_SUPERVISOR) != bool(units):
        raise Refusal("role_place", "条线查看须选择单位；其他身份不选条线单位。")
    if given.role == Role.LINE_SUPERVISOR:
        if given.enrolment is not None or given.region is not None:
            raise Refusal("role_place", "条线查看只选条线单位，不选单位和区域。")
    elif given.role in UNIT_ROLES:
        if given.enrolment is None or given.region is not None:
            raise Refusal("role_place", "联络员和党组织书记须授权到单位。")
        if given.enrolment.state not in TAKING_PART:
            raise Refusal("not_enrolled", f"{given.enrolment}不在册，不能授权。请先办理入册。")
    elif given.region is None or given.enrolment is not None:
        raise Refusal("role_place", "这一身份须授权到街道（镇）或区。")
    if given.until_on and given.until_on < given.from_on:
        raise Refusal("before_start", "截止日期不能早于起始日期。")


def end_appointment(appointment: Appointment, *, by: Any, on: dt.date | None = None) -> None:
    """The last day of an authority, today unless told; what would not have begun by then is taken back."""
    demand(by, "appointments.give", appointment)
    on = on or timezone.localdate()
    with transaction.atomic():
        rows = Appointment.objects.select_for_update(no_key=True).filter(pk=appointment.pk)
        _end(list(rows), on)


def _end(appointments: list[Appointment], on: dt.date) -> None:
    for appointment in appointments:
        if appointment.from_on > on:
            appointment.delete()
        elif appointment.until_on is None or appointment.until_on > on:
            appointment.until_on = on
            appointment.save(update_fields=["until_on"])


def hand_over(enrolment: Enrolment, to_user: User, *, by: Any, on: dt.date | None = None) -> Appointment:
    """联络员交接: from the day `on` (today unless told) this person is the unit's liaison in the street.

    Whoever was it before no longer is. Nothing is moved: to-dos are computed from who stands for the
    unit. The street's contact becomes the new person, where the account says name and phone.
    """
    today = timezone.localdate()
    on = on or today
    if on < today - LONGEST_AGO:
        raise Refusal("too_long_ago", "交接日期不能早于一年以前，请核对年份。")
    with transaction.atomic():
        enrolment = locked(enrolment)
        given = appoint(to_user, Role.LIAISON, by=by, enrolment=enrolment, from_on=on)
        before = enrolment.appointments.filter(role=Role.LIAISON).exclude(user=to_user)
        _end(list(before.select_for_update(no_key=True)), on - dt.timedelta(days=1))
        contact = {"liaison_name": to_user.name, "liaison_phone": to_user.phone}
        change_fields(enrolment, {name: value for name, value in contact.items() if value})
        tell_successor(enrolment, given)
    return given


def tell_successor(enrolment: Enrolment, given: Appointment) -> None:
    notify(
        [given.user_id],
        key=f"handover:{given.pk}",
        kind="联络员交接",
        title=f"{given.from_on:%Y-%m-%d}起，您是{enrolment}的联络员",
        body="这家单位的待办已转到您的“我的待办”。",
        url=reverse("unit", args=[enrolment.unit_id]),
    )


def create_user(
    username: str, role: str, *, by: Any, name: str = "", phone: str = "", **place: Any
) -> tuple[User, str]:
    """An account with its first authority. The password comes back once and is stored as a hash only.

    It is good for one thing, signing in and choosing another: `members/people/first_password.py`.
    """
    password = new_password()
    with transaction.atomic():
        if User.objects.filter(username=username).exists():
            raise Refusal("username_taken", f"用户名“{username}”已有人使用，请换一个。")
        user = User.objects.create_user(
            username, password=password, name=name, phone=phone, password_is_temporary=True
        )
        appoint(user, role, by=by, **place)
    return user, password


def reset_password(user: User, *, by: Any) -> str:
    """A new password, shown once and to be changed at the next sign-in. Sessions and tokens end."""
    demand(by, "accounts.manage", user)
    password = new_password()
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        user.set_password(password)
        user.password_is_temporary = True
        user.save(update_fields=["password", "password_is_temporary"])
        AuthToken.objects.filter(user=user).delete()
    return password


def new_password() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(PASSWORD_LENGTH))


def deactivate(user: User, *, by: Any) -> None:
    """停用: the person's next request is a stranger's, tokens are gone, authority ends today."""
    demand(by, "accounts.manage", user)
    if by is not None and by.pk == user.pk:
        raise Refusal("own_account", "不能停用自己的账号，请由其他工作人员办理。")
    today = timezone.localdate()
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        user.is_active = False
        user.save(update_fields=["is_active"])
        AuthToken.objects.filter(user=user).delete()
        _end(list(user.appointments.not_over(today).select_for_update(no_key=True)), today)


def reveal_phone(subject: Enrolment | User, *, by: Any, reason: str = "") -> str:
    """The full number of a unit's contact or of an account. Each look is written down, before it is given."""
    field, rule = PHONE_FIELDS[type(subject)]
    demand(by, rule, subject, sentence="只有本单位、正在合作的单位和所在街道（镇）工作人员可以查看联系方式。")
    return look_at(subject, field, by=by, reason=reason)
