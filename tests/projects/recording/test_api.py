"""Records, facts and contributions over HTTP."""

import pytest
from rest_framework.test import APIClient

from alliances.records.models import Record
from projects.claims import actions
from projects.claims.models import Contribution, Feedback
from tests import factories as make

ACCOUNT = {
    "occurred_on": "2026-10-21",
    "summary": "亮灯 20 盏",
    "figures": {"pieces": 20, "funds": "86000.00"},
}


@pytest.fixture
def api(liaison):
    client = APIClient()
    client.force_authenticate(liaison)
    return client


def of(claim, what):
    return f"/api/v1/claims/{claim.pk}/{what}/"


def post(api, url, body, **headers):
    return api.post(url, body, format="json", headers=headers)


@pytest.fixture
def made(api, claim):
    return post(api, "/api/v1/records/", ACCOUNT | {"claims": [claim.pk]}).json()


def test_a_record_is_made_for_claims(made, claim, unit, village):
    assert made["matters"] == {"claims": [claim.pk], "meetings": [], "pairings": [], "resolutions": []}
    assert made["neighbourhoods"] == [village.pk]
    assert [(each["unit"], each["figures"]["pieces"]) for each in made["units"]] == [(unit.pk, "20")]


def test_it_is_read_listed_and_found_under_its_claim(api, made, claim):
    assert api.get(f"/api/v1/records/{made['id']}/").json() == made
    for url in ("/api/v1/records/", of(claim, "records")):
        row = api.get(url).json()["results"][0]
        assert (row["id"], row["pieces"], row["funds"]) == (made["id"], 20, "86000.00")


def test_units_and_weights_divide_the_figures(api, claim, unit):
    other = make.member("朱泾供电服务站")
    units = [{"unit": unit.pk, "weight": 3}, {"unit": other.pk, "weight": 1}]
    said = post(api, of(claim, "records"), ACCOUNT | {"units": units}).json()
    assert sorted(each["figures"]["pieces"] for each in said["units"]) == ["15", "5"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"claims": []}, "__all__"),
        ({"claims": [987654]}, "claims"),
        ({"summary": "长" * 201}, "summary"),
        ({"figures": {"pieces": -1}}, "figures.pieces"),
        ({"units": [{"unit": 987654}]}, "units"),
        ({"neighbourhoods": [987654]}, "neighbourhoods"),
    ],
)
def test_what_is_not_valid_is_named(api, claim, changes, field):
    answer = post(api, "/api/v1/records/", ACCOUNT | {"claims": [claim.pk]} | changes)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
    assert Record.objects.count() == 0


def test_a_member_unit_is_no_neighbourhood(api, claim, unit):
    assert post(api, of(claim, "records"), ACCOUNT | {"neighbourhoods": [unit.pk]}).status_code == 400


def test_the_same_record_twice_is_refused_and_a_key_repeats_the_answer(api, claim):
    body = ACCOUNT | {"claims": [claim.pk]}
    first = post(api, "/api/v1/records/", body, **{"Idempotency-Key": "a"})
    assert post(api, "/api/v1/records/", body, **{"Idempotency-Key": "a"}).json() == first.json()
    again = post(api, "/api/v1/records/", body)
    assert (again.status_code, again.json()["code"], Record.objects.count()) == (409, "already_recorded", 1)


def change(api, made, **body):
    return api.patch(f"/api/v1/records/{made['id']}/", body, format="json")


def test_a_correction_changes_only_what_was_sent(api, made, unit):
    said = change(api, made, figures={"pieces": 30}, version=1).json()
    assert (said["figures"]["pieces"], said["figures"]["funds"], said["summary"]) == (
        30,
        "86000.00",
        "亮灯 20 盏",
    )
    assert (said["version"], said["units"][0]["figures"]["pieces"]) == (2, "30")


def test_a_correction_of_what_was_changed_meanwhile_is_stale(api, made):
    change(api, made, summary="30 盏", version=1)
    late = change(api, made, summary="31 盏", version=1)
    assert (late.status_code, late.json()["code"]) == (409, "stale")


def test_striking(api, made):
    url = f"/api/v1/records/{made['id']}/strike/"
    assert post(api, url, {}).status_code == 400
    assert post(api, url, {"reason": "重复登记"}).json()["struck_reason"] == "重复登记"
    assert post(api, url, {"reason": "重复登记"}).json()["code"] == "wrong_state"


def test_a_standing_record_is_linked_to_another_claim(api, made, confirmed, unit, liaison):
    second = confirmed(unit, liaison)
    answer = post(api, of(second, "records/link"), {"record": made["id"]})
    assert (answer.status_code, len(answer.json()["matters"]["claims"])) == (201, 2)
    assert post(api, of(second, "records/link"), {"record": 987654}).status_code == 400


@pytest.mark.parametrize("who", ["unit", "street"])
def test_strangers_see_no_records(claim, made, who):
    far = make.street("枫泾镇", "310116102")
    user = make.liaison_of(make.member("区税务局")) if who == "unit" else make.staff_of(far)
    api = APIClient()
    api.force_authenticate(user)
    url = f"/api/v1/records/{made['id']}/"
    strike = post(api, f"{url}strike/", {"reason": "x"})
    assert [api.get(url).status_code, strike.status_code] == [404, 404]
    assert api.get("/api/v1/records/").json()["results"] == []
    if who == "unit":  # that somebody claimed is known in the street, what was done is not
        assert api.get(of(claim, "records")).json()["results"] == []
        assert api.get(of(claim, "contributions")).status_code == 403
        assert post(api, of(claim, "records"), ACCOUNT).status_code == 403
    else:
        assert api.get(of(claim, "records")).status_code == 404


def test_whoever_is_not_signed_in_is_told_so(claim):
    for url in ("/api/v1/records/", of(claim, "records"), of(claim, "feedback"), of(claim, "contributions")):
        assert APIClient().get(url).status_code == 401


def test_a_neighbourhood_confirms_the_facts(claim, hood, village, liaison):
    api = APIClient()
    api.force_authenticate(hood)
    body = {"neighbourhood": village.pk, "done": True, "done_on": "2026-10-21", "rating": 5, "comment": "好"}
    answer = post(api, of(claim, "feedback"), body)
    assert (answer.status_code, answer.json()["comment"]) == (201, "好")
    assert Feedback.objects.get().rating == 5
    assert post(api, of(claim, "feedback"), body | {"neighbourhood": 987654}).status_code == 400
    api.force_authenticate(liaison)
    assert post(api, of(claim, "feedback"), body).json()["code"] == "not_for_this_unit"


def test_another_unit_of_the_street_reads_no_facts(claim, village, hood):
    actions.confirm_facts(claim, neighbourhood=village, by=hood, done=False)
    api = APIClient()
    api.force_authenticate(make.liaison_of(make.member("区税务局")))
    assert api.get(of(claim, "feedback")).json()["results"] == []


def test_promised_and_delivered(api, claim, made):
    answer = post(api, of(claim, "contributions"), {"kind": "money", "amount": "90000", "note": "灯具"})
    line = {"kind": "money", "promised": "90000.00", "delivered": "86000.00", "note": "灯具"}
    assert (answer.status_code, answer.json()) == (201, [line])
    assert api.get(of(claim, "contributions")).json() == [line]
    assert Contribution.objects.count() == 1


def test_the_schema_names_the_kinds_of_things_that_records_serve(client, db):
    schema = client.get("/api/v1/schema/?format=json").json()
    assert "claims" in schema["components"]["schemas"]["NewRecord"]["properties"]
    paths = [path for path in schema["paths"] if "/claims/{claim}/" in path]
    assert len(paths) == 4


@pytest.mark.parametrize("several", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(api, claim, several, django_assert_num_queries):
    for n in range(several):
        post(api, of(claim, "records"), ACCOUNT | {"summary": f"第 {n} 次"})
    with django_assert_num_queries(2):
        assert len(api.get("/api/v1/records/").json()["results"]) == several
    with django_assert_num_queries(3):
        assert len(api.get(of(claim, "records")).json()["results"]) == several
