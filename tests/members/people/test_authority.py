"""Who is given authority, hands it over and loses it."""

import datetime as dt

import pytest
from django.contrib.auth.hashers import check_password
from django.urls import reverse
from django.utils import timezone

from members.models import Appointment, Enrolment
from members.people.actions import (
    appoint,
    create_user,
    deactivate,
    end_appointment,
    hand_over,
    reset_password,
    reveal_phone,
)
from members.people.recipients import responsible_people
from members.rules import signs_within
from portal.api.tokens import issue_token
from portal.audit.models import PersonalDataView
from portal.inbox.models import Notice
from portal.outbox.actions import run_due
from portal.refusals import Forbidden, Refusal
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY, DAY = timezone.localdate, dt.timedelta(days=1)


def refused_with(act) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def test_an_office_appoints_a_liaison_once() -> None:
    row, user, office = make.EnrolmentFactory(), make.UserFactory(), make.staff_of(roles=("handler",))
    given = appoint(user, "liaison", by=office, enrolment=row)
    assert appoint(user, "liaison", by=office, enrolment=row) == given
    assert (given.from_on, user.appointments.count()) == (TODAY(), 1)


def test_a_clerk_gives_no_office_role_and_another_street_none_at_all() -> None:
    row, user = make.EnrolmentFactory(), make.UserFactory()
    with pytest.raises(Forbidden):
        appoint(user, "reviewer", by=make.staff_of(roles=("handler",)), region=row.region)
    with pytest.raises(Forbidden):
        appoint(user, "liaison", by=make.staff_of(make.street("枫泾镇", "310116102")), enrolment=row)
    assert appoint(user, "handler", by=make.staff_of(), region=row.region).role == "handler"


def test_a_role_fits_its_place_and_its_days() -> None:
    row, user, office = make.EnrolmentFactory(), make.UserFactory(), make.staff_of()
    left = make.EnrolmentFactory(state="left", until_on=TODAY())
    assert refused_with(lambda: appoint(user, "liaison", by=office, region=row.region)) == "role_place"
    assert refused_with(lambda: appoint(user, "handler", by=office, enrolment=row)) == "role_place"
    assert refused_with(lambda: appoint(user, "liaison", by=office, enrolment=left)) == "not_enrolled"
    backwards = {"from_on": TODAY(), "until_on": TODAY() - DAY}
    assert (
        refused_with(lambda: appoint(user, "liaison", by=office, enrolment=row, **backwards))
        == "before_start"
    )


def test_nobody_is_appointed_whose_account_is_closed() -> None:
    user = make.UserFactory(is_active=False)
    row = make.EnrolmentFactory()
    assert (
        refused_with(lambda: appoint(user, "liaison", by=make.staff_of(), enrolment=row)) == "account_closed"
    )


def test_an_authority_ends_on_its_last_day_and_one_not_begun_goes() -> None:
    row, office = make.EnrolmentFactory(), make.staff_of()
    old = make.liaison_of(row.unit).appointments.get()
    new = appoint(make.UserFactory(), "liaison", by=office, enrolment=row, from_on=TODAY() + DAY)
    for given in (old, new, old):
        end_appointment(given, by=office)
    assert [each.until_on for each in Appointment.objects.filter(enrolment=row)] == [TODAY()]


def test_after_a_handover_the_new_liaison_acts_and_the_old_one_does_not() -> None:
    unit = make.member()
    old, new = make.liaison_of(unit), make.UserFactory(name="新联络员", phone="13900002222")
    row = Enrolment.objects.get(unit=unit)
    hand_over(row, new, by=make.staff_of())
    row.refresh_from_db()
    assert (row.liaison_name, row.liaison_phone) == ("新联络员", "13900002222")
    assert responsible_people(unit.pk, row.region_id) == [new.pk]
    assert old.appointments.get().until_on == TODAY() - DAY
    run_due()
    assert Notice.objects.get().recipient == new


def test_a_handover_the_same_day_again_takes_the_wrong_one_back() -> None:
    unit, office = make.member(), make.staff_of()
    row, wrong, right = Enrolment.objects.get(unit=unit), make.UserFactory(), make.UserFactory()
    for user in (wrong, right, right):
        hand_over(row, user, by=office)
    assert [each.user for each in Appointment.objects.filter(enrolment=row)] == [right]


def test_a_handover_years_ago_is_refused() -> None:
    row = make.EnrolmentFactory()
    long_ago = dt.date(2000, 1, 1)
    assert (
        refused_with(lambda: hand_over(row, make.UserFactory(), by=make.staff_of(), on=long_ago))
        == "too_long_ago"
    )


def test_without_a_liaison_the_secretary_is_told_and_then_the_office() -> None:
    unit, street = make.member(), make.street()
    office = make.staff_of()
    make.staff_of(make.street("枫泾镇", "310116102"))
    make.staff_of(roles=("leader",))
    assert responsible_people(unit.pk, street.pk) == [office.pk]
    secretary = make.liaison_of(unit, role="secretary")
    assert responsible_people(unit.pk, street.pk) == [secretary.pk]
    gone = make.liaison_of(unit, is_active=False)
    assert responsible_people(unit.pk, street.pk) == [secretary.pk]
    assert gone.appointments.count() == 1


def test_a_new_account_has_a_password_that_nobody_stores() -> None:
    row, office = make.EnrolmentFactory(), make.staff_of()
    user, password = create_user("caizheng", "liaison", by=office, enrolment=row, name="沈先生")
    assert check_password(password, user.password)
    assert (len(password), user.appointments.get().enrolment) == (12, row)
    assert (
        refused_with(lambda: create_user("caizheng", "liaison", by=office, enrolment=row)) == "username_taken"
    )


def test_a_closed_account_is_out_with_its_next_request(client) -> None:
    row, office = make.EnrolmentFactory(), make.staff_of()
    user = make.liaison_of(row.unit)
    token, _ = issue_token(user)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("acting"), secure=True).status_code == 200
    deactivate(user, by=office)
    assert client.get(reverse("acting"), secure=True).status_code == 302
    authorization = {"authorization": f"Token {token}"}
    assert client.get("/api/v1/me/", headers=authorization, secure=True).status_code == 401
    assert user.auth_token_set.count() == 0
    assert user.appointments.get().until_on == TODAY()


def test_nobody_closes_their_own_account_or_one_above_them() -> None:
    office = make.staff_of()
    above = make.staff_of(make.district())
    clerk = make.staff_of(roles=("handler",))
    assert refused_with(lambda: deactivate(office, by=office)) == "own_account"
    for by, user in ((office, above), (clerk, office)):
        with pytest.raises(Forbidden):
            deactivate(user, by=by)
        with pytest.raises(Forbidden):
            reset_password(user, by=by)


def test_a_liaison_who_also_decides_elsewhere_is_not_the_street_s_to_reset() -> None:
    user = make.liaison_of(make.member())
    make.appoint(user, "reviewer", region=make.district())
    with pytest.raises(Forbidden):
        reset_password(user, by=make.staff_of())


def test_a_password_is_set_anew_and_tokens_are_gone() -> None:
    user = make.liaison_of(make.member())
    issue_token(user)
    password = reset_password(user, by=make.staff_of())
    user.refresh_from_db()
    assert check_password(password, user.password)
    assert user.auth_token_set.count() == 0


def test_each_look_at_a_number_is_written_down() -> None:
    row = make.EnrolmentFactory(liaison_phone="13900001111")
    user = make.liaison_of(row.unit, phone="13900002222")
    office = make.staff_of()
    assert reveal_phone(row, by=user) == "13900001111"
    assert reveal_phone(user, by=office) == "13900002222"
    seen = PersonalDataView.objects.order_by("pk").values_list("viewer", "subject_kind", "field")
    assert list(seen) == [(user.pk, "enrolment", "liaison_phone"), (office.pk, "user", "phone")]


def test_a_number_is_not_for_others_and_nothing_is_written() -> None:
    row = make.EnrolmentFactory(liaison_phone="13900001111")
    supervisor = make.staff_of(make.district(), roles=("supervisor",))
    for user in (make.liaison_of(make.member("别家")), supervisor):
        with pytest.raises(Forbidden):
            reveal_phone(row, by=user)
    assert PersonalDataView.objects.count() == 0


def test_an_authority_may_be_given_for_two_spans_apart() -> None:
    row, user, office = make.EnrolmentFactory(), make.UserFactory(), make.staff_of()
    later = appoint(user, "liaison", by=office, enrolment=row, from_on=TODAY() + 9 * DAY)
    now = appoint(user, "liaison", by=office, enrolment=row, until_on=TODAY())
    assert (later.pk != now.pk, user.appointments.count()) == (True, 2)


def test_where_a_street_has_no_office_nobody_is_told() -> None:
    assert responsible_people(make.member().pk, make.street().pk) == []


def test_a_secretary_signs_in_any_street_of_a_district() -> None:
    unit = make.member()
    secretary = make.liaison_of(unit, role="secretary")
    signs = [signs_within(person, unit.pk, make.district()) for person in (secretary, make.staff_of())]
    assert signs == [True, False]
