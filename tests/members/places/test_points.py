"""Where a unit or a neighbourhood lies: written in one box, kept as two numbers or none."""

from decimal import Decimal

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from members.models import Region, Unit
from members.places.actions import change_region
from members.places.points import parse_point, point_words
from members.units.actions import change_unit
from portal.refusals import Refusal
from tests import factories as make

pytestmark = pytest.mark.django_db
HERE = (Decimal("30.8912"), Decimal("121.1634"))


@pytest.mark.parametrize(
    "text",
    [
        "30.8912, 121.1634",
        "30.8912，121.1634",
        " 30.8912 121.1634 ",
        "北纬30.8912° 东经121.1634°",
        "121.1634,30.8912",
    ],
)
def test_a_point_is_understood_as_maps_and_people_write_it(text: str) -> None:
    assert parse_point(text) == HERE


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_written_is_no_point(text: str) -> None:
    assert parse_point(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [("30.8912", "两个数"), ("金石北路", "两个数"), ("1, 2, 3", "两个数"), ("30.8, 200", "经度须在")],
)
def test_what_is_no_point_is_said_in_chinese(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_point(text)


def test_a_point_is_read_as_it_is_written() -> None:
    assert [point_words(*HERE), point_words(Decimal("30.000000"), Decimal(121)), point_words(None, None)] == [
        "30.8912, 121.1634",
        "30, 121",
        "",
    ]


def edit(unit: Unit, **changes: str) -> dict[str, str]:
    return {"name": unit.name, "kind": str(unit.kind_id), "aliases": "", "custom": ""} | changes


def test_the_units_form_takes_it_in_one_box_and_its_page_shows_it(signed_in) -> None:
    unit, client = make.member(), signed_in(make.staff_of())
    url = reverse("unit_edit", args=[unit.pk])
    client.post(url, edit(unit, point="30.8912, 121.1634"))
    assert client.get(url).context["form"]["point"].value() == "30.8912, 121.1634"
    assert "<dd>30.8912, 121.1634</dd>" in client.get(reverse("unit", args=[unit.pk])).content.decode()
    client.post(url, edit(unit, point=""))
    unit.refresh_from_db()
    assert (unit.latitude, unit.longitude) == (None, None)


def test_half_a_point_is_asked_again_with_what_was_typed(signed_in) -> None:
    unit = make.member()
    answer = signed_in(make.staff_of()).post(reverse("unit_edit", args=[unit.pk]), edit(unit, point="30.8"))
    form = answer.context["form"]
    assert (list(form.errors), form["point"].value()) == (["point"], "30.8")


def test_a_unit_is_entered_with_its_point(signed_in) -> None:
    sent = {"name": "金山图书馆", "kind": make.kind().pk, "region": make.street().pk, "point": "30.8,121.1"}
    signed_in(make.staff_of()).post(reverse("unit_new"), sent)
    assert Unit.objects.get().latitude == Decimal("30.8")


def test_the_api_takes_two_numbers_or_none(signed_in) -> None:
    unit, api = make.member(), APIClient()
    api.force_authenticate(make.staff_of())
    url = f"/api/v1/units/{unit.pk}/"
    given = api.patch(url, {"latitude": "30.8912", "longitude": "121.1634"}, format="json").json()
    half = api.patch(url, {"longitude": None}, format="json")
    far = api.patch(url, {"latitude": "91"}, format="json")
    gone = api.patch(url, {"latitude": None, "longitude": None}, format="json").json()
    assert (given["latitude"], given["longitude"], gone["latitude"]) == ("30.891200", "121.163400", None)
    assert [(each.status_code, each.json()["code"]) for each in (half, far)] == [
        (409, "half_a_point"),
        (400, "invalid"),
    ]


def test_the_office_places_a_neighbourhood(signed_in) -> None:
    place = make.neighbourhood().neighbourhood
    client, url = signed_in(make.staff_of()), reverse("region_edit", args=[place.code])
    client.post(url, {"name": place.name, "aliases": "", "point": "30.8912, 121.1634"})
    assert client.get(url).context["form"]["point"].value() == "30.8912, 121.1634"
    assert "30.8912, 121.1634" in client.get(reverse("region", args=[place.code])).content.decode()


def test_the_api_places_a_neighbourhood_and_leaves_the_rest(signed_in) -> None:
    place, api = make.neighbourhood().neighbourhood, APIClient()
    change_region(place, by=make.staff_of(), aliases=["五龙"])
    api.force_authenticate(make.staff_of())
    url = f"/api/v1/regions/{place.pk}/"
    assert api.patch(url, {"latitude": "30.8912", "longitude": "121.1634"}, format="json").status_code == 200
    assert api.patch(url, {"latitude": None}, format="json").json()["code"] == "half_a_point"
    place = Region.objects.get(pk=place.pk)
    assert (place.name, place.aliases, place.latitude) == ("五龙村", ["五龙"], HERE[0])


def test_half_a_point_is_refused_whoever_writes() -> None:
    unit, office = make.member(), make.staff_of()
    for act, subject in ((change_unit, unit), (change_region, make.neighbourhood().neighbourhood)):
        with pytest.raises(Refusal, match="要么都填"):
            act(subject, by=office, latitude=Decimal("30.8"))
