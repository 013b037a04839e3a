"""条线查看: given and ended by the district's 审核, over units of any street, to look on only."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Appointment, Unit, User
from members.people.actions import appoint, end_appointment, reset_password
from members.scope import scope_of
from portal.api.tokens import issue_token
from portal.refusals import Forbidden, Refusal
from tests import factories as make

pytestmark = pytest.mark.django_db
LINE = "line_supervisor"


@pytest.fixture
def schools() -> list[Unit]:
    """One in each of two streets of the district."""
    return [make.member("朱泾小学"), make.member("枫泾小学", make.street("枫泾镇", "310116102"))]


@pytest.fixture
def above() -> User:
    """审核 of the district."""
    return make.staff_of(make.district(), roles=("reviewer",))


def given_to(user: User, units: list[Unit], by: Any) -> Appointment:
    return appoint(user, LINE, by=by, units=units)


def send(user: User, method: str, address: str, body: dict, client: Any) -> Any:
    token, _ = issue_token(user)
    headers = {"authorization": f"Token {token}"}
    return getattr(client, method)(address, body, "application/json", headers=headers, secure=True)


def test_a_line_sees_its_units_across_streets_and_acts_for_none(schools: list[Unit], above: User) -> None:
    user = make.UserFactory()
    given_to(user, schools, above)
    scope = scope_of(user)
    assert set(Unit.objects.visible_to(user)) == set(schools)
    assert (scope.line_unit_ids, scope.acts_for) == ({unit.pk for unit in schools}, frozenset())


@pytest.mark.parametrize(
    ("home", "roles"),
    [("street", ("handler", "reviewer")), ("district", ("handler",)), ("district", ("supervisor",))],
)
def test_neither_a_street_nor_who_does_not_decide_gives_a_line(
    schools: list[Unit], home: str, roles: tuple[str, ...]
) -> None:
    giver = make.staff_of(getattr(make, home)(), roles=roles)
    with pytest.raises(Forbidden):
        given_to(make.UserFactory(), schools, giver)
    with pytest.raises(Forbidden):
        end_appointment(given_to(make.UserFactory(), schools, None), by=giver)


def test_units_of_another_district_are_not_this_district_s_to_give(schools: list[Unit], above: User) -> None:
    elsewhere = make.RegionFactory(code="310117", name="松江区", level="district", parent=None)
    with pytest.raises(Forbidden):
        given_to(make.UserFactory(), [*schools, make.UnitFactory(district=elsewhere)], above)


def test_a_line_needs_units_and_nothing_else_has_them(schools: list[Unit], above: User) -> None:
    odd = [
        {"role": LINE},
        {"role": LINE, "units": schools, "region": make.street()},
        {"role": "handler", "units": schools, "region": make.street()},
    ]
    for terms in odd:
        with pytest.raises(Refusal) as refused:
            appoint(make.UserFactory(), by=above, **terms)
        assert refused.value.code == "role_place"


def test_the_same_units_again_or_some_of_them_are_one_appointment(schools: list[Unit], above: User) -> None:
    user = make.UserFactory()
    first = given_to(user, schools, above)
    assert [given_to(user, schools, above), given_to(user, schools[:1], above)] == [first, first]
    assert given_to(user, [*schools, make.member("朱泾二小")], above) != first


def test_the_account_is_the_district_s_to_look_after(schools: list[Unit], above: User) -> None:
    user = make.UserFactory()
    given_to(user, schools, above)
    assert reset_password(user, by=above)
    with pytest.raises(Forbidden):
        reset_password(user, by=make.staff_of())


def test_a_line_is_given_and_ended_on_the_page(signed_in: Any, schools: list[Unit], above: User) -> None:
    client, user = signed_in(above), make.liaison_of(schools[0])
    sent = {"role": LINE, "units": [unit.pk for unit in schools]}
    assert client.post(reverse("user_appoint", args=[user.pk]), sent).status_code == 302
    given = user.appointments.get(role=LINE)
    assert set(given.units.all()) == set(schools)
    assert given.place in client.get(reverse("user", args=[user.pk])).content.decode()
    assert client.post(reverse("appointment_end", args=[given.pk]), {"on": ""}).status_code == 302
    given.refresh_from_db()
    assert given.until_on == timezone.localdate()


def test_a_new_account_may_be_of_a_line_only(signed_in: Any, schools: list[Unit], above: User) -> None:
    client = signed_in(above)
    sent = {"username": "jiaoyu", "role": LINE, "units": [unit.pk for unit in schools]}
    assert client.post(reverse("user_new"), sent).status_code == 200
    made = User.objects.get(username="jiaoyu")
    assert client.get(reverse("user", args=[made.pk])).status_code == 200
    assert "条线查看" in client.get(reverse("users")).content.decode()


def test_a_street_is_not_asked_for_a_line(signed_in: Any) -> None:
    page = signed_in(make.staff_of()).get(reverse("user_new")).content.decode()
    assert "条线" not in page


def test_a_line_is_given_and_ended_over_the_api(client: Any, schools: list[Unit], above: User) -> None:
    user = make.liaison_of(schools[0])
    sent = {"user": user.pk, "role": LINE, "units": [unit.pk for unit in schools]}
    made = send(above, "post", "/api/v1/appointments/", sent, client)
    assert (made.status_code, sorted(made.json()["units"])) == (201, sorted(sent["units"]))
    last = {"until_on": "2099-01-01"}
    ended = send(above, "patch", f"/api/v1/appointments/{made.json()['id']}/", last, client)
    assert ended.json()["until_on"] == "2099-01-01"
    assert send(make.staff_of(), "post", "/api/v1/appointments/", sent, client).status_code == 403
