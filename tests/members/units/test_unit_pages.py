"""The directory, 一单位一档 and the forms about units."""

from uuid import uuid4

import pytest
from django.urls import reverse

from members.models import Enrolment, Unit
from members.units.panels import UNIT_PANELS
from tests import factories as make

pytestmark = pytest.mark.django_db


def page_of(client, name: str, *args, **query):
    return client.get(reverse(name, args=args), query)


def text(response) -> str:
    return response.content.decode()


def test_units_and_neighbourhoods_are_counted_apart(signed_in) -> None:
    make.member(), make.member("区水务局"), make.neighbourhood()
    response = page_of(signed_in(make.staff_of()), "units")
    assert response.context["counts"] == {"units": 2, "neighbourhoods": 1}


@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_asks_the_same_queries_for_one_row_and_for_three(
    signed_in, django_assert_num_queries, count: int
) -> None:
    for n in range(count):
        make.EnrolmentFactory(unit__name=f"单位{n}", liaison_phone="13900001111")
    client = signed_in(make.staff_of())
    page_of(client, "units")
    with django_assert_num_queries(8):
        response = page_of(client, "units")
    assert len(response.context["units"]) == count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"search": "财政"}, ["区财政局"]),
        ({"group": "neighbourhoods"}, ["五龙村"]),
        ({"group": "units"}, ["区水务局", "区财政局"]),
        ({"state": "closed"}, []),
    ],
)
def test_the_directory_is_searched_and_filtered(signed_in, query: dict, found: list[str]) -> None:
    make.member(), make.member("区水务局"), make.neighbourhood()
    response = page_of(signed_in(make.staff_of()), "units", **query)
    assert sorted(row.unit.name for row in response.context["units"]) == sorted(found)


def test_phones_are_masked_for_the_office_and_not_there_for_other_units(signed_in) -> None:
    row = make.EnrolmentFactory(liaison_phone="13900001111", liaison_name="沈先生")
    office, other = make.staff_of(), make.liaison_of(make.member("别家"))
    for name, args in (("units", ()), ("unit", (row.unit_id,)), ("enrolment", (row.pk,))):
        seen = text(page_of(signed_in(office), name, *args))
        assert ("139****1111" in seen, "13900001111" in seen) == (True, False)
        hidden = text(page_of(signed_in(other), name, *args))
        assert ("1111" in hidden, "沈先生" in hidden) == (False, False)


def test_a_unit_is_seen_where_it_takes_part_and_nowhere_else(signed_in) -> None:
    unit = make.member()
    elsewhere = make.street("枫泾镇", "310116102")
    seen_by = {
        "own": make.liaison_of(unit),
        "neighbour": make.liaison_of(make.member("别家")),
        "office": make.staff_of(),
        "supervisor": make.staff_of(make.district(), roles=("supervisor",)),
        "other office": make.staff_of(elsewhere),
        "nobody": make.UserFactory(),
    }
    statuses = {who: page_of(signed_in(user), "unit", unit.pk).status_code for who, user in seen_by.items()}
    assert statuses == {
        "own": 200,
        "neighbour": 200,
        "office": 200,
        "supervisor": 200,
        "other office": 404,
        "nobody": 404,
    }


def test_panels_of_other_capabilities_stand_on_the_page_of_a_unit() -> None:
    assert {"enrolments", "appointments"} <= set(UNIT_PANELS.names())


def test_staff_enter_a_unit_with_its_enrolment(signed_in) -> None:
    client = signed_in(make.staff_of())
    sent = {
        "name": "示例公司",
        "kind": make.kind().pk,
        "region": make.street().pk,
        "liaison_phone": "139-0000-1111",
        "custom": "行业：化工",
    }
    key = str(uuid4())
    response = client.post(reverse("unit_new"), sent | {"once": key})
    unit = Unit.objects.get(name="示例公司")
    assert response.url == reverse("unit", args=[unit.pk])
    assert (unit.custom, unit.enrolments.get().liaison_phone) == ({"行业": "化工"}, "13900001111")
    assert client.post(reverse("unit_new"), sent | {"once": key}).url == response.url
    again = client.post(reverse("unit_new"), sent)
    assert "已有名为“示例公司”的单位" in text(again)
    assert 'value="示例公司"' in text(again)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("uscc", "123", "应为 18 位"),
        ("liaison_phone", "12", "手机号应为 11 位"),
        ("custom", "没有冒号", "不是“名称：值”的写法"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(signed_in, field: str, value: str, words: str) -> None:
    sent = {"name": "示例公司", "kind": make.kind().pk, "region": make.street().pk, field: value}
    assert words in text(signed_in(make.staff_of()).post(reverse("unit_new"), sent))
    assert Unit.objects.count() == 0


def test_staff_change_merge_and_close_units(signed_in) -> None:
    client, unit, other = signed_in(make.staff_of()), make.member("甲"), make.member("乙")
    changed = {"name": "甲一", "kind": unit.kind.pk, "aliases": "甲单位、甲", "superior": "市级机关党工委"}
    assert client.post(reverse("unit_edit", args=[unit.pk]), changed).status_code == 302
    assert client.post(reverse("unit_merge", args=[unit.pk]), {"into": [other.pk]}).status_code == 302
    assert client.post(reverse("unit_close", args=[other.pk]), {"opinion": "注销"}).status_code == 302
    unit.refresh_from_db(), other.refresh_from_db()
    assert (unit.name, unit.aliases, unit.state) == ("甲一", ["甲单位", "甲"], "merged")
    assert other.state == "closed"
    assert "承接单位" in text(page_of(client, "unit", unit.pk))


def test_forms_open_for_the_office_and_are_forbidden_to_the_unit(signed_in) -> None:
    unit = make.member()
    row = Enrolment.objects.get(unit=unit)
    office, own = signed_in(make.staff_of()), signed_in(make.liaison_of(unit))
    names = ("unit_edit", "unit_merge", "unit_close")
    assert [page_of(office, name, unit.pk).status_code for name in names] == [200, 200, 200]
    assert [page_of(own, name, unit.pk).status_code for name in names] == [403, 403, 403]
    assert (page_of(office, "unit_new").status_code, page_of(own, "unit_new").status_code) == (200, 403)
    both = [page_of(client, "enrolment_contacts", row.pk).status_code for client in (office, own)]
    assert both == [200, 200]


def test_a_unit_applies_in_another_street_and_its_office_decides_from_the_to_do(signed_in) -> None:
    unit, street = make.member(), make.street("枫泾镇", "310116102")
    own, office = signed_in(make.liaison_of(unit)), signed_in(make.staff_of(street))
    assert own.post(reverse("unit_enrol", args=[unit.pk]), {"region": street.pk}).status_code == 302
    row = Enrolment.objects.get(region=street)
    home = office.get("/")
    assert [todo.url for todo in home.context["todos"].other] == [reverse("enrolment", args=[row.pk])]
    move = reverse("enrolment_move", args=[row.pk])
    assert "请写明不予入册的原因" in text(office.post(move, {"verb": "decline"}))
    assert office.post(move, {"verb": "approve"}).url == reverse("enrolment", args=[row.pk])
    row.refresh_from_db()
    assert row.state == "active"
    assert office.post(move, {"verb": "explode"}).status_code == 404


def test_contacts_are_changed_on_the_page(signed_in) -> None:
    row = make.EnrolmentFactory()
    client = signed_in(make.liaison_of(row.unit))
    url = reverse("enrolment_contacts", args=[row.pk])
    assert client.post(url, {"liaison_name": "顾女士", "liaison_phone": "021-57311540"}).status_code == 302
    row.refresh_from_db()
    assert (row.liaison_name, row.liaison_phone) == ("顾女士", "021-57311540")
