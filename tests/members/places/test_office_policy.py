"""办理设置: what the office of a street decides for itself."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from members.models import OfficePolicy
from members.places.actions import change_policy
from members.places.models import policy_of
from portal.refusals import Forbidden
from tests import factories as make

pytestmark = pytest.mark.django_db
DAYS = {"endorse_days": "5", "offer_days": "20", "review_days": "3", "late_days": "40", "paired_days": "0"}
SENT = {"four_eyes": "on", **DAYS}


def settings_of(region) -> tuple:
    policy = policy_of(region)
    days = (policy.endorse_days, policy.offer_days, policy.review_days, policy.late_days, policy.paired_days)
    return (policy.four_eyes, *days)


def test_every_setting_is_asked_for_with_a_sentence_of_help(signed_in) -> None:
    form = signed_in(make.staff_of()).get(reverse("office_policy")).context["form"]
    own = [field.name for field in OfficePolicy._meta.fields if field.name not in ("id", "region")]
    assert set(own) == set(form.fields)
    assert all(len(field.help_text) > 10 for field in form.fields.values())


def test_an_office_keeps_its_settings_and_changes_them_again(signed_in) -> None:
    client = signed_in(make.staff_of())
    assert client.post(reverse("office_policy"), SENT).status_code == 302
    assert settings_of(make.street()) == (True, 5, 20, 3, 40, 0)
    client.post(reverse("office_policy"), {**SENT, "four_eyes": "", "review_days": "4"})
    assert settings_of(make.street()) == (False, 5, 20, 4, 40, 0)
    assert OfficePolicy.objects.count() == 1


@pytest.mark.parametrize("days", ["0", "91", "-1", "x", ""])
def test_days_out_of_range_are_asked_again_and_nothing_changes(signed_in, days: str) -> None:
    response = signed_in(make.staff_of()).post(reverse("office_policy"), SENT | {"offer_days": days})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["offer_days"])
    assert not OfficePolicy.objects.exists()


@pytest.mark.parametrize("days", ["91", "-1", ""])
def test_paired_days_may_be_none_but_not_odd(signed_in, days: str) -> None:
    response = signed_in(make.staff_of()).post(reverse("office_policy"), SENT | {"paired_days": days})
    assert list(response.context["form"].errors) == ["paired_days"]


def test_who_does_not_review_reads_the_settings_only(signed_in) -> None:
    client = signed_in(make.staff_of(roles=("handler",)))
    page = client.get(reverse("office_policy"))
    assert (page.context["form"], "14 天" in page.content.decode()) == (None, True)
    assert client.post(reverse("office_policy"), SENT).status_code == 403


def test_units_and_supervisors_have_no_settings(signed_in) -> None:
    unit, above = make.liaison_of(make.member()), make.staff_of(make.district(), roles=("supervisor",))
    assert [signed_in(user).get(reverse("office_policy")).status_code for user in (unit, above)] == [403, 403]


def test_another_street_is_not_there_and_ones_own_can_be_chosen(signed_in) -> None:
    other = make.street("枫泾镇", "310116102")
    client, url = signed_in(make.staff_of()), reverse("office_policy")
    assert client.get(url, {"region": other.code}).status_code == 404
    district = signed_in(make.staff_of(make.district()))
    page = district.get(url, {"region": other.code})
    assert [(tab["label"], tab["current"]) for tab in page.context["tabs"]] == [
        ("朱泾镇", False),
        ("枫泾镇", True),
    ]
    district.post(f"{url}?region={other.code}", SENT)
    assert (settings_of(other)[0], settings_of(make.street())[0]) == (True, False)


def test_only_review_of_that_street_changes_its_settings() -> None:
    handler = make.staff_of(roles=("handler",))
    elsewhere = make.staff_of(make.street("枫泾镇", "310116102"))
    for user in (handler, elsewhere):
        with pytest.raises(Forbidden):
            change_policy(make.street(), by=user, four_eyes=True)


def test_the_api_reads_and_changes_what_is_sent() -> None:
    api = APIClient()
    api.force_authenticate(make.staff_of())
    url = f"/api/v1/regions/{make.street().pk}/policy/"
    assert api.get(url).json()["paired_days"] == 3
    changed = api.patch(url, {"paired_days": 0}, format="json").json()
    assert (changed["paired_days"], changed["review_days"]) == (0, 5)
    assert api.patch(url, {"review_days": 0}, format="json").status_code == 400
    assert settings_of(make.street()) == (False, 7, 14, 5, 31, 0)


def test_only_streets_have_settings_over_the_api() -> None:
    api = APIClient()
    api.force_authenticate(make.staff_of())
    place = make.neighbourhood().neighbourhood
    assert api.get(f"/api/v1/regions/{place.pk}/policy/").status_code == 404
