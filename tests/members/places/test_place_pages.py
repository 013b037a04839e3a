"""The tree of places and zones, for offices."""

import pytest
from django.urls import reverse

from members.models import Region, Zone
from members.places.actions import add_below, change_region
from portal.refusals import Forbidden, Refusal
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_grids_buildings_and_entrances_get_the_next_code_of_three_digits() -> None:
    village, office = make.neighbourhood().neighbourhood, make.staff_of()
    first, second = (add_below(village, name, by=office) for name in ("一网格", "二网格"))
    building = add_below(second, "3号楼", by=office)
    entrance = add_below(building, "1单元", by=office)
    assert [first.code, second.code] == [f"{village.code}001", f"{village.code}002"]
    assert (building.level, entrance.level, len(entrance.code)) == ("building", "entrance", 21)


def test_nothing_is_added_where_the_public_list_decides_or_codes_are_used_up() -> None:
    village, office = make.neighbourhood().neighbourhood, make.staff_of()
    Region.objects.create(code=f"{village.code}999", name="末格", level="grid", parent=village)
    codes = []
    for place in (make.street(), village):
        with pytest.raises(Refusal) as refused:
            add_below(place, "新", by=office)
        codes.append(refused.value.code)
    assert codes == ["not_here", "no_code_left"]


def test_only_the_office_of_the_street_changes_its_places() -> None:
    village = make.neighbourhood().neighbourhood
    change_region(village, by=make.staff_of(), name="新五龙村", aliases=["五龙"])
    village.refresh_from_db()
    assert (village.name, village.aliases) == ("新五龙村", ["五龙", "五龙村"])
    for place, user in (
        (village, make.staff_of(make.street("枫泾镇", "310116102"))),
        (make.district(), make.staff_of(make.district())),
    ):
        with pytest.raises(Forbidden):
            change_region(place, by=user, name="x", aliases=[])


@pytest.mark.parametrize("count", [1, 3])
def test_the_tree_asks_the_same_queries_for_one_row_and_for_three(
    signed_in, django_assert_num_queries, count: int
) -> None:
    for n in range(count):
        make.neighbourhood(f"村{n}", f"31011610120{n}")
    client = signed_in(make.staff_of())
    client.get(reverse("regions"))
    with django_assert_num_queries(6):
        response = client.get(reverse("regions"))
    assert [len(places) for _, places in response.context["tree"]] == [count]


def test_an_office_adds_and_renames_on_the_page_of_a_place(signed_in) -> None:
    village, client = make.neighbourhood().neighbourhood, signed_in(make.staff_of())
    url = reverse("region", args=[village.code])
    assert client.post(url, {"name": "一网格"}).status_code == 302
    assert "一网格" in client.get(url).content.decode()
    edit = reverse("region_edit", args=[village.code])
    assert client.get(edit).status_code == 200
    assert client.post(edit, {"name": "五龙村", "aliases": "五龙，龙村"}).status_code == 302
    village.refresh_from_db()
    assert village.aliases == ["五龙", "龙村"]
    other = signed_in(make.liaison_of(make.member()))
    assert (other.get(url).status_code, other.post(url, {"name": "x"}).status_code) == (200, 403)
    assert client.get(reverse("region", args=["99"])).status_code == 404


def test_zones_are_kept_by_the_office_and_filter_the_directory(signed_in) -> None:
    village, unit, client = make.neighbourhood(), make.member(), signed_in(make.staff_of())
    make.member("别家")
    sent = {
        "region": make.street().pk,
        "name": "东片区",
        "regions": [village.neighbourhood.pk],
        "units": [unit.pk],
    }
    assert client.get(reverse("zone_new")).status_code == 200
    assert client.post(reverse("zone_new"), sent).status_code == 302
    assert "已有同名的片区" in client.post(reverse("zone_new"), sent).content.decode()
    zone = Zone.objects.get()
    assert client.post(reverse("zone_edit", args=[zone.pk]), sent | {"purpose": "党建"}).status_code == 302
    assert "东片区" in client.get(reverse("zones")).content.decode()
    found = client.get(reverse("units"), {"zone": zone.pk}).context["units"]
    assert {row.unit for row in found} == {village, unit}


def test_zones_are_not_for_units_or_other_offices_to_change(signed_in) -> None:
    zone = Zone.objects.create(region=make.street(), name="东片区")
    own = signed_in(make.liaison_of(make.member()))
    other = signed_in(make.staff_of(make.street("枫泾镇", "310116102")))
    assert (own.get(reverse("zones")).status_code, own.get(reverse("zone_new")).status_code) == (200, 403)
    url = reverse("zone_edit", args=[zone.pk])
    assert (own.get(url).status_code, other.get(url).status_code) == (403, 404)
