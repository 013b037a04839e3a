"""Schemes over HTTP: the same actions, the same refusals."""

import pytest
from django.urls import reverse

from alliances.assessment.models import Scheme
from alliances.assessment.patterns import PATTERNS
from tests import factories as make
from tests.alliances.assessment.http import by, listed, post, read, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]


@pytest.fixture
def staff():
    return make.staff_of()


def drafted(staff, **said):
    return post(staff, "scheme-list", **{"region": make.street().pk, "year": 2026} | said)


def change(staff, scheme, **said):
    return by(staff).patch(reverse("api_scheme-detail", args=[scheme.pk]), said, format="json")


def test_a_scheme_from_a_pattern_has_its_parts(staff):
    basis = make.DocumentFactory(kind="scheme")
    made = drafted(staff, pattern="five-stars", basis=basis.pk)
    said = made.json()
    assert (made.status_code, said["purpose"], said["state"], said["basis"]) == (
        201,
        "appraisal",
        "drafted",
        basis.pk,
    )
    parts = [(group["name"], len(group["indicators"])) for group in said["groups"]]
    assert parts == [(group.name, len(group.leaves)) for group in PATTERNS["five-stars"].groups]
    assert [grade["name"] for grade in said["grades"]][:2] == ["五星", "四星"]
    assert said["conditions"][0]["best"] == said["grades"][1]["id"]


def test_a_blank_one_says_nothing_yet(staff):
    said = drafted(staff, name="办法", purpose="feedback", cadence="quarter").json()
    assert (said["cadence"], said["full_marks"], said["groups"]) == ("quarter", "100.00", [])


def test_a_blank_one_needs_name_and_purpose(staff):
    answer = drafted(staff)
    assert (refusal(answer), sorted(answer.json()["errors"])) == ((400, "invalid"), ["name", "purpose"])


@pytest.mark.parametrize(
    "odd", [{"year": 1999}, {"full_marks": "0"}, {"objection_days": 61}, {"pattern": "unknown"}]
)
def test_what_is_out_of_bounds_is_said_at_its_field(staff, odd):
    answer = drafted(staff, **{"name": "办法", "purpose": "feedback"} | odd)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, list(odd))


def test_a_document_that_one_may_not_see_cannot_be_named(staff):
    away = make.DocumentFactory(region=make.street("枫泾镇", "310116102"))
    answer = drafted(staff, pattern="five-stars", basis=away.pk)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["basis"])


def test_sent_twice_it_is_drafted_once(staff):
    said = {"name": "办法", "purpose": "feedback"}
    answers = [drafted(staff, key="k1", **said).json()["id"] for _ in range(2)]
    assert (answers[0], Scheme.objects.count()) == (answers[1], 1)
    assert refusal(drafted(staff, **said)) == (409, "name_taken")


def test_units_do_not_draft():
    liaison = make.liaison_of(make.member("区财政局"))
    assert refusal(drafted(liaison, name="办法", purpose="feedback")) == (403, "forbidden")


def test_a_draft_is_changed_and_whoever_comes_late_is_told(staff):
    scheme = make.SchemeFactory()
    kind = make.kind()
    said = change(staff, scheme, name="改过的办法", unit_kinds=[kind.pk], version=1).json()
    assert (said["name"], said["unit_kinds"], said["version"]) == ("改过的办法", [kind.pk], 2)
    assert refusal(change(staff, scheme, name="又改", version=1)) == (409, "stale")


def test_what_is_in_force_is_not_changed(staff):
    assert refusal(change(staff, make.adopted_scheme(), name="改")) == (409, "wrong_state")


def test_from_adoption_to_the_edition_that_follows(staff):
    scheme = make.scheme_with_indicator(name="办法")
    assert post(staff, "scheme-adopt", scheme.pk, opinion="同意").json()["state"] == "adopted"
    assert post(staff, "scheme-undo", scheme.pk).json()["state"] == "drafted"
    post(staff, "scheme-adopt", scheme.pk)
    fresh = post(staff, "scheme-next-edition", scheme.pk, year=2027)
    assert (fresh.status_code, fresh.json()["follows"], len(fresh.json()["groups"])) == (201, scheme.pk, 1)
    assert post(staff, "scheme-retire", scheme.pk, reason="不再使用").json()["state"] == "retired"


def test_what_is_not_ready_is_not_adopted(staff):
    answer = post(staff, "scheme-adopt", make.SchemeFactory().pk)
    assert refusal(answer) == (409, "not_ready")
    assert "还不能施行" in answer.json()["detail"]


def test_the_list_by_year_purpose_state_and_name(staff):
    draft = make.SchemeFactory(name="反馈办法")
    live = make.adopted_scheme(name="星级考核", purpose="appraisal", year=2025)
    assert listed(staff, "scheme") == [draft.pk, live.pk]
    for asked in ({"year": 2025}, {"purpose": "appraisal"}, {"state": "adopted"}, {"search": "星级"}):
        assert listed(staff, "scheme", **asked) == [live.pk]
    assert listed(make.liaison_of(make.member("区财政局")), "scheme") == [live.pk]


def test_a_page_at_a_time(staff):
    made = [make.SchemeFactory(year=year).pk for year in (2024, 2025, 2026)]
    first = read(staff, "scheme-list", page_size=2, count="true")
    assert (first["count"], [row["id"] for row in first["results"]]) == (3, [made[2], made[1]])
    assert [row["id"] for row in by(staff).get(first["next"]).json()["results"]] == [made[0]]
