"""The matches of a need, read, shown on its page and told by the API; and what pairing reads."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.pairing.suggesting.complements import complements_of
from members.models import Region, Unit
from projects.listings.models import Need, Resource
from projects.matching.showing import shown_matches
from tests import factories as make
from tests.factories.pairing import filed_pairing

pytestmark = pytest.mark.django_db


def published(factory, serial, **fields):
    said = {"state": "published", "serial": serial, "published_at": timezone.now()}
    return factory(**said, number=f"{factory._meta.model.__name__}-{serial}", **fields)


def resource(unit, title="非机动车停车场", serial=1, **fields):
    return published(make.DraftResourceFactory, serial, unit=unit, title=title, **fields)


@pytest.fixture
def need(village):
    return published(make.DraftNeedFactory, 1, unit=village, title="五龙村非机动车棚", wanted="资金")


def titles(need):
    return [str(row.entry) for row in shown_matches(need)]


def test_a_resource_that_shares_a_word_could_meet_the_need(need, unit):
    resource(unit)
    [row] = shown_matches(need)
    assert (row.unit, row.unit_name, row.label, row.score) == (unit.pk, "区财政局", "资源", "45.00")
    assert row.url == reverse("resource", args=[row.entry.pk])


def test_so_could_a_unit_that_worked_on_such_a_project(need, unit):
    done = make.ClaimFactory(
        unit=unit, state="closed", project__title="充电和非机动车棚", project__capacity=None
    )
    make.ClaimFactory(unit=unit, state="submitted", project__title="非机动车棚二")
    [row] = shown_matches(need)
    assert (row.entry, row.label, row.frequency) == (done.project, "办过的项目", "")


def test_what_cannot_be_had_is_left_out(need, unit, village):
    resource(unit, valid_until=timezone.localdate() - dt.timedelta(days=1))
    resource(unit, "非机动车位", 2, capacity_per_month=0)
    resource(village, "非机动车雨棚", 3)
    resource(make.UnitFactory(), "非机动车架", 4)  # enrolled nowhere
    make.DraftResourceFactory(unit=unit, title="非机动车锁")
    resource(unit, "非机动车牌", 5, capacity_per_month=4, valid_until=timezone.localdate())
    assert titles(need) == ["非机动车牌"]
    assert shown_matches(need)[0].frequency == "每月可约 4 次"


def test_partners_and_neighbours_come_first(need, unit, village):
    near, far = make.member("区税务局"), make.member("区文联")
    put(Region.objects.get(pk=village.neighbourhood_id), 30)
    put(near, 30.01)
    put(far, 30.2)
    filed_pairing(host=village, partner=unit)
    for serial, each in enumerate((far, near, unit), 1):
        resource(each, serial=serial)
    assert [row.unit for row in shown_matches(need)] == [unit.pk, near.pk, far.pk]


def put(thing, latitude):
    type(thing).objects.filter(pk=thing.pk).update(latitude=latitude, longitude=121)


def test_where_the_need_is_known_by_its_street_alone_distance_counts_for_nothing(need, unit):
    put(unit, 30)
    resource(unit)
    assert [reason.name for reason in shown_matches(need)[0].reasons] == ["words"]


@pytest.mark.parametrize("many", [1, 3])
def test_reading_takes_the_same_queries_for_one_and_for_many(need, many, django_assert_num_queries):
    for serial in range(many):
        unit = make.member(f"单位{serial}")
        resource(unit, serial=serial + 1)
        make.ClaimFactory(unit=unit, state="confirmed", project__title=f"非机动车棚{serial}")
    need = Need.objects.select_related("region", "unit", "category").get(pk=need.pk)
    with django_assert_num_queries(6):
        shown_matches(need)


def test_the_page_of_the_need_shows_them_to_its_publisher(client, need, unit, village):
    resource(unit)
    client.force_login(make.liaison_of(village))
    page = client.get(reverse("need", args=[need.pk])).content.decode()
    assert "可对接的资源和单位" in page
    assert "都提到“非机动车”" in page


def test_others_see_the_need_without_them(client, need, unit, liaison):
    resource(unit)
    client.force_login(liaison)
    assert "可对接的资源和单位" not in client.get(reverse("need", args=[need.pk])).content.decode()


def test_a_need_that_nothing_meets_says_what_can_be_done(client, need, office):
    client.force_login(office)
    assert "还没有合适的资源" in client.get(reverse("need", args=[need.pk])).content.decode()


def test_neither_a_draft_nor_a_resource_has_matches(client, office, unit):
    client.force_login(office)
    for page in (
        reverse("need", args=[make.DraftNeedFactory().pk]),
        reverse("resource", args=[resource(unit).pk]),
    ):
        assert "可对接的资源和单位" not in client.get(page).content.decode()


def test_the_text_for_a_liaison_names_all_that_its_unit_has(client, need, office, unit):
    resource(unit)
    resource(unit, "非机动车牌", 2)
    client.force_login(office)
    text = client.get(reverse("match_text", args=[need.pk, unit.pk])).context["text"]
    assert text.splitlines() == [
        "区财政局：五龙村有一项需求“五龙村非机动车棚”（Need-1），希望的方式是资金。"
        "以下内容可能合适，请看是否方便对接：",
        "· 贵单位提供的“非机动车停车场”：都提到“非机动车”",
        "· 贵单位提供的“非机动车牌”：都提到“非机动车”",
        f"http://testserver{reverse('need', args=[need.pk])}",
    ]


def test_a_unit_that_has_nothing_gets_no_text(client, need, office, unit):
    client.force_login(office)
    assert client.get(reverse("match_text", args=[need.pk, unit.pk])).status_code == 404


def test_the_api_tells_them_with_their_reasons(client, need, office, unit):
    made = resource(unit)
    client.force_login(office)
    assert client.get(reverse("api_need_matches", args=[need.pk])).json() == {
        "matches": [
            {
                "unit": unit.pk,
                "unit_name": "区财政局",
                "source": "resource",
                "entry": made.pk,
                "title": "非机动车停车场",
                "frequency": "",
                "score": "45.00",
                "reasons": [{"name": "words", "words": "都提到“非机动车”", "points": "45.00"}],
            }
        ]
    }


def test_pairing_reads_how_many_needs_a_unit_could_meet(need, unit, village):
    resource(unit)
    resource(unit, "非机动车牌", 2)
    published(make.DraftNeedFactory, 2, unit=village, title="路灯")
    resource(village, "路灯", 3)
    found = complements_of("310116101", make.YEAR, [unit.pk, village.pk], [village.pk])
    assert (found.asked, found.met.numbers.tolist()) == ({village.pk: 2}, [[1], [0]])
    assert found.examples(unit.pk, village.pk) == ["五龙村非机动车棚"]
    assert found.examples(village.pk, village.pk) == []


def test_each_of_many_units_is_counted_for_itself(village):
    """More than eight, so that their bits take more than one byte."""
    units = [make.member(f"单位{n}") for n in range(10)]
    published(make.DraftNeedFactory, 1, unit=village, title="路灯")
    published(make.DraftNeedFactory, 2, unit=village, title="草坪和路灯")
    resource(units[1], "草坪")
    resource(units[9], "路灯", 2)
    found = complements_of("310116101", make.YEAR, [unit.pk for unit in units], [village.pk])
    assert found.met.numbers[:, 0].tolist() == [0, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert found.examples(units[9].pk, village.pk) == ["路灯", "草坪和路灯"]


def test_where_nobody_asks_or_nobody_is_there_the_tables_are_empty(need, unit, village):
    code = "310116101"
    assert complements_of(code, make.YEAR, [unit.pk], []).met.numbers.shape == (1, 0)
    assert complements_of(code, make.YEAR, [], [village.pk]).met.numbers.shape == (0, 1)
    assert complements_of(code, make.YEAR - 1, [unit.pk], [village.pk]).met.numbers.tolist() == [[0]]


def test_a_category_of_the_same_name_counts_too(unit, village):
    published(make.DraftNeedFactory, 1, unit=village, title="甲", category=make.category("need", "演出"))
    resource(unit, "乙", category=make.category("resource", "演出"))
    found = complements_of("310116101", make.YEAR, [unit.pk], [village.pk])
    assert found.met.numbers.tolist() == [[1]]
    assert (Resource.objects.count(), Unit.objects.count()) == (1, 2)
