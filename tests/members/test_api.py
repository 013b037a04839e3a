"""Members over HTTP: the same rules as the pages, with codes."""

import pytest
from rest_framework.test import APIClient

from members.models import Appointment, Enrolment, Unit, Zone
from tests import factories as make

pytestmark = pytest.mark.django_db
API = "/api/v1"


def api(user) -> APIClient:
    client = APIClient(headers={"x-forwarded-proto": "https"})
    client.force_authenticate(user)
    return client


def test_me_says_for_whom_one_acts() -> None:
    unit = make.member()
    user = make.liaison_of(unit, role="secretary", username="shuji")
    answer = api(user).get(f"{API}/me/").json()
    row = Enrolment.objects.get()
    assert answer["acts_for"] == [
        {
            "enrolment": row.pk,
            "unit": unit.pk,
            "unit_name": "区财政局",
            "region": row.region_id,
            "region_name": "朱泾镇",
            "may_sign": True,
        }
    ]
    assert [given["role"] for given in answer["appointments"]] == ["secretary"]


@pytest.mark.parametrize("resource", ["me", "regions", "zones", "units", "enrolments", "appointments"])
def test_a_stranger_gets_nothing(resource: str) -> None:
    client = APIClient(headers={"x-forwarded-proto": "https"})
    assert client.get(f"{API}/{resource}/").status_code == 401


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("resource", "queries"),
    [("regions", 2), ("zones", 3), ("units", 3), ("enrolments", 3), ("appointments", 3)],
)
def test_a_list_asks_the_same_queries_for_one_row_and_for_three(
    django_assert_num_queries, resource: str, queries: int, count: int
) -> None:
    office = make.staff_of()
    for n in range(count):
        make.liaison_of(make.neighbourhood(f"村{n}", f"31011610120{n}"))
        Zone.objects.create(region=make.street(), name=f"片区{n}")
    with django_assert_num_queries(queries):
        answer = api(office).get(f"{API}/{resource}/")
    assert answer.status_code == 200
    assert len(answer.json()["results"]) >= count


def test_units_of_other_streets_are_not_there() -> None:
    unit = make.member()
    other = api(make.staff_of(make.street("枫泾镇", "310116102")))
    assert other.get(f"{API}/units/{unit.pk}/").status_code == 404
    assert other.get(f"{API}/units/").json()["results"] == []
    supervisor = api(make.staff_of(make.district(), roles=("supervisor",)))
    assert [row["name"] for row in supervisor.get(f"{API}/units/").json()["results"]] == ["区财政局"]


def test_contacts_are_masked_and_only_for_who_may_see_them() -> None:
    row = make.EnrolmentFactory(liaison_phone="13900001111", liaison_name="沈先生")
    shown = api(make.staff_of()).get(f"{API}/enrolments/{row.pk}/").json()["contacts"]
    other = api(make.liaison_of(make.member("别家"))).get(f"{API}/enrolments/{row.pk}/").json()
    assert shown == {"secretary_name": "", "liaison_name": "沈先生", "liaison_phone": "139****1111"}
    assert other["contacts"] is None


def test_a_unit_is_entered_changed_merged_and_closed() -> None:
    client, other = api(make.staff_of()), make.member("别家")
    sent = {"name": "示例公司", "kind": make.kind().name, "region": make.street().pk}
    made = client.post(f"{API}/units/", sent)
    assert (made.status_code, made.json()["state"]) == (201, "active")
    assert client.post(f"{API}/units/", sent).json()["code"] == "name_taken"
    url = f"{API}/units/{made.json()['id']}/"
    assert client.patch(url, {"address": "朱泾", "version": 1}).json()["version"] == 2
    assert client.patch(url, {"address": "别处", "version": 1}).json()["code"] == "stale"
    merged = client.post(f"{url}merge/", {"into": [other.pk]})
    assert (merged.status_code, merged.json()["successors"]) == (200, [other.pk])
    assert client.post(f"{API}/units/{other.pk}/close/", {}).json()["state"] == "closed"


def test_nobody_merges_into_what_they_do_not_see() -> None:
    unit, hidden = make.member(), make.UnitFactory()
    answer = api(make.staff_of()).post(f"{API}/units/{unit.pk}/merge/", {"into": [hidden.pk]})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["into"])


def test_a_unit_changes_nothing_of_itself_but_its_contacts() -> None:
    unit = make.member()
    row, client = Enrolment.objects.get(), api(make.liaison_of(unit))
    assert client.patch(f"{API}/units/{unit.pk}/", {"address": "x"}).status_code == 403
    sent = {"liaison_phone": "139-0000-1111"}
    answer = client.patch(f"{API}/enrolments/{row.pk}/", sent)
    assert answer.json()["contacts"]["liaison_phone"] == "139****1111"
    assert client.patch(f"{API}/enrolments/{row.pk}/", {"liaison_phone": "12"}).status_code == 400


@pytest.mark.parametrize("custom", [{"\0": "x"}, {"x" * 31: "x"}, {"x": {"y": 1}}, ["x"]])
def test_odd_custom_fields_are_refused(custom) -> None:
    unit = make.member()
    answer = api(make.staff_of()).patch(f"{API}/units/{unit.pk}/", {"custom": custom})
    assert answer.status_code == 400


def test_a_phone_of_which_nothing_can_be_seen_is_refused_as_none() -> None:
    unit = make.member()
    row = Enrolment.objects.get(unit=unit)
    answer = api(make.liaison_of(unit)).patch(f"{API}/enrolments/{row.pk}/", {"liaison_phone": "\x15"})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["liaison_phone"])


def test_an_enrolment_is_applied_for_decided_and_ended() -> None:
    unit, street = make.member(), make.street("枫泾镇", "310116102")
    own, office = api(make.liaison_of(unit)), api(make.staff_of(street))
    made = own.post(f"{API}/enrolments/", {"unit": unit.pk, "region": street.pk})
    assert (made.status_code, made.json()["state"]) == (201, "applied")
    url = f"{API}/enrolments/{made.json()['id']}"
    assert own.post(f"{url}/approve/", {}).status_code == 403
    states = [
        office.post(f"{url}/{verb}/", {}).json()["state"]
        for verb in ("approve", "suspend", "resume", "leave")
    ]
    assert states == ["active", "suspended", "active", "left"]
    assert office.post(f"{url}/leave/", {}).json()["code"] == "wrong_state"


def test_an_application_is_declined_with_a_reason() -> None:
    row = make.EnrolmentFactory(state="applied")
    answer = api(make.staff_of()).post(f"{API}/enrolments/{row.pk}/decline/", {"opinion": "不在本镇"})
    assert answer.json()["state"] == "left"


def test_a_unit_one_does_not_see_is_not_enrolled() -> None:
    sent = {"unit": make.UnitFactory().pk, "region": make.street().pk}
    assert list(api(make.staff_of()).post(f"{API}/enrolments/", sent).json()["errors"]) == ["unit"]


def test_the_same_key_enrols_once() -> None:
    office, unit = make.staff_of(), make.member()
    Enrolment.objects.update(state="left", until_on="2021-01-01")
    sent = {"unit": unit.pk, "region": make.street().pk}
    key = {"idempotency-key": "one"}
    answers = [api(office).post(f"{API}/enrolments/", sent, headers=key) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert Enrolment.objects.filter(state="active").count() == 1


def test_appointments_are_given_and_ended() -> None:
    unit, office = make.member(), make.staff_of()
    user, row = make.liaison_of(make.member("别家")), Enrolment.objects.get(unit=unit)
    client = api(office)
    made = client.post(f"{API}/appointments/", {"user": user.pk, "role": "liaison", "enrolment": row.pk})
    assert (made.status_code, made.json()["enrolment"]) == (201, row.pk)
    url = f"{API}/appointments/{made.json()['id']}/"
    assert client.patch(url, {"until_on": "2999-01-01"}).json()["until_on"] == "2999-01-01"
    assert client.patch(url, {"until_on": "2020-01-01"}).status_code == 204
    assert not Appointment.objects.filter(pk=made.json()["id"]).exists()


def test_nobody_appoints_somebody_they_do_not_see() -> None:
    sent = {"user": make.UserFactory().pk, "role": "handler", "region": make.street().pk}
    assert list(api(make.staff_of()).post(f"{API}/appointments/", sent).json()["errors"]) == ["user"]


def test_places_are_added_and_renamed() -> None:
    village, client = make.neighbourhood().neighbourhood, api(make.staff_of())
    made = client.post(f"{API}/regions/", {"parent": village.code, "name": "一网格"})
    assert (made.status_code, made.json()["code"]) == (201, f"{village.code}001")
    renamed = client.patch(f"{API}/regions/{made.json()['id']}/", {"name": "甲网格"})
    assert renamed.json()["aliases"] == ["一网格"]
    found = client.get(f"{API}/regions/", {"called": "一网格", "below": village.code}).json()["results"]
    assert [row["name"] for row in found] == ["甲网格"]


def test_zones_are_made_and_changed() -> None:
    unit, client, street = make.member(), api(make.staff_of()), make.street()
    made = client.post(f"{API}/zones/", {"region": street.pk, "name": "东片区", "units": [unit.pk]})
    assert (made.status_code, made.json()["units"]) == (201, [unit.pk])
    assert (
        client.post(f"{API}/zones/", {"region": street.pk, "name": "东片区"}).json()["code"] == "name_taken"
    )
    changed = client.patch(f"{API}/zones/{made.json()['id']}/", {"name": "西片区"}).json()
    assert (changed["name"], changed["units"]) == ("西片区", [unit.pk])


def test_a_zone_is_not_moved_to_a_street_of_somebody_else() -> None:
    client, unit = api(make.staff_of()), make.member()
    zone = Zone.objects.create(region=make.street(), name="东片区")
    elsewhere = make.street("枫泾镇", "310116102")
    assert client.patch(f"{API}/zones/{zone.pk}/", {"region": elsewhere.pk}).status_code == 403
    assert Unit.objects.get() == unit


def test_appointments_are_found_by_their_street() -> None:
    make.liaison_of(make.member())
    other = make.street("枫泾镇", "310116102")
    there = make.liaison_of(make.member("枫泾小学", other), other)
    client = api(make.staff_of(make.district(), roles=("supervisor",)))
    rows = client.get(f"{API}/appointments/", {"region": other.pk}).json()["results"]
    assert [row["user"] for row in rows] == [there.pk]
