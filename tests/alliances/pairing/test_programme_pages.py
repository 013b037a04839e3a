"""Pages of rounds: rules, coverage, network, distances, months, expiries; who may change them."""

import datetime as dt

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from alliances.models import Pairing, Programme
from tests import factories as make
from tests.alliances.pairing.test_pairing_pages import queries_of, shown
from tests.alliances.pairing.world import a_world, draft, rules_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world(every_months=1)


@pytest.fixture
def office(client, world):
    client.force_login(world.staff)
    return client


def running(world, **terms):
    sides = {"host": world.village, "partner": world.finance, **terms}
    return make.filed_pairing(programme=world.programme, **sides)


def rules_form(**changed):
    said = {
        "name": "城乡结对",
        "modes": ["stationed", "voluntary"],
        "from_on": "2026-01-01",
        "term_months": 12,
        "answer_days": 14,
    }
    return said | changed


def test_the_office_opens_a_round_and_changes_its_rules(office, world):
    page = shown(
        office, "/programmes/new/", **rules_form(region=world.programme.region_id, most_per_partner=2)
    )
    made = Programme.objects.get(name="城乡结对")
    assert "共驻共建、自主共建" in page
    assert "2 家" in page
    shown(office, f"/programmes/{made.pk}/change/", **rules_form(term_months=36, version=made.version))
    made.refresh_from_db()
    assert (made.term_months, made.most_per_partner) == (36, None)


def test_a_name_that_is_taken_is_refused_and_what_was_typed_stays(office, world):
    sent = rules_form(region=world.programme.region_id, name=world.programme.name, purpose="城乡互助")
    page = shown(office, "/programmes/new/", **sent)
    assert "已有同名的结对批次" in page
    assert "城乡互助" in page


def test_units_open_no_round(client, world):
    client.force_login(world.other)
    assert client.get("/programmes/new/").status_code == 403
    assert client.get(f"/programmes/{world.programme.pk}/change/").status_code == 403


def test_a_closed_round_takes_no_drafts_until_it_is_opened_again(office, world):
    address = f"/programmes/{world.programme.pk}/"
    assert "草拟结对" in shown(office, address)
    assert "草拟结对" not in shown(office, f"{address}do/close/", x=1)
    assert "草拟结对" in shown(office, f"{address}do/reopen/", x=1)
    assert office.post(f"{address}do/burn/").status_code == 404


def test_coverage_names_who_has_none(office, world):
    make.neighbourhood("大茫村", "310116101202")
    running(world)
    make.PairingFactory(programme=world.programme, host=world.village, partner=world.tax)
    page = shown(office, f"/programmes/{world.programme.pk}/")
    without, every = page.split("还没有结对的村居（企业）</p>")[1].split("<summary>")[:2]
    assert "大茫村" in without
    assert "五龙村" not in without
    assert "办理中 1" in every
    assert "区税务局" in page.split("还没有结对的单位（")[1]


def test_others_are_not_told_of_what_is_under_way(client, world):
    draft(world)
    client.force_login(make.liaison_of(world.tax))
    assert "办理中" not in shown(client, f"/programmes/{world.programme.pk}/")


def test_the_network_shows_each_pair_as_line_and_in_the_table(office, world):
    found = running(world)
    post = make.PostFactory(title="党委副书记")
    of_post = make.filed_pairing(
        programme=world.programme, host=world.village, partner=None, post=post, mode="leaders"
    )
    picture, table = shown(office, f"/programmes/{world.programme.pk}/network/").split("</svg>\n</div>")
    for row in (found, of_post):
        assert f'href="/pairings/{row.pk}/"' in picture
        assert f'href="/pairings/{row.pk}/"' in table
    assert "is-leaders" in picture
    assert "党委副书记 · 双结对" in table


def test_the_network_of_an_empty_round_says_so(office, world):
    assert "还没有履行中的结对" in shown(office, f"/programmes/{world.programme.pk}/network/")


def test_distances_say_how_far_and_what_is_estimated(office, world):
    running(world)
    place(world.village, 30.9, 121.16)
    place(world.finance, 30.918, 121.16)
    page = shown(office, f"/programmes/{world.programme.pk}/distances/")
    assert "距离 2.0 km" in page
    assert "0 至 3 km" in page
    place(world.finance, None, None)
    assert "坐标未填，按所在街道估算" in shown(office, f"/programmes/{world.programme.pk}/distances/")


def place(unit, latitude, longitude):
    type(unit).objects.filter(pk=unit.pk).update(latitude=latitude, longitude=longitude)


def test_months_count_records_and_mark_those_without(office, world):
    found = running(world, commitments=[{"what": "党课"}])
    record = make.RecordFactory(region=world.programme.region, occurred_on=dt.date(2026, 2, 5))
    record.neighbourhoods.add(world.village)
    make.RecordShareFactory(record=record, unit=world.finance)
    page = shown(office, f"/programmes/{world.programme.pk}/activities/?year=2026")
    assert f"/pairings/{found.pk}/?month=2026-02#records" in page
    assert page.count("本月未登记</span>") == timezone.localdate().month - 2


def test_units_see_the_months_of_their_own_pairs_only(client, world):
    running(world)
    other = make.filed_pairing(programme=world.programme, host=world.village, partner=world.tax)
    client.force_login(world.other)
    page = shown(client, f"/programmes/{world.programme.pk}/activities/?year=2026")
    assert "区财政局" in page
    assert f"/pairings/{other.pk}/" not in page


def test_expiries_stand_in_their_months_and_are_renewed_from_there(office, world):
    found = running(world, until_on=dt.date(2026, 12, 31))
    page = shown(office, "/pairings/expiries/?year=2026")
    assert f"/pairings/{found.pk}/do/renew/" in page
    assert "待续签" in page
    shown(office, f"/pairings/{found.pk}/do/renew/", programme="")
    page = shown(office, "/pairings/expiries/?year=2026")
    assert "续签办理中" in page
    assert "/do/renew/" not in page
    make.in_state(Pairing.objects.get(renews=found), "filed")
    assert "已续签" in shown(office, "/pairings/expiries/?year=2026")


@pytest.mark.parametrize("view", ["", "network/", "distances/", "activities/?year=2026"])
def test_pictures_take_the_same_queries_for_more_pairs(office, world, view):
    running(world)
    address = f"/programmes/{world.programme.pk}/{view}"
    counted = queries_of(office, address)
    for _number in range(3):
        make.filed_pairing(programme=world.programme, host=world.village)
        post = make.PostFactory()
        make.filed_pairing(
            programme=world.programme, host=world.village, partner=None, post=post, mode="leaders"
        )
    assert queries_of(office, address) == counted


def test_expiries_and_rounds_take_the_same_queries_for_more(office, world):
    running(world)
    counted = queries_of(office, "/pairings/expiries/?year=2026"), queries_of(office, "/programmes/")
    for _ in range(3):
        make.filed_pairing(programme=make.ProgrammeFactory())
    assert (
        queries_of(office, "/pairings/expiries/?year=2026"),
        queries_of(office, "/programmes/"),
    ) == counted


def test_a_post_is_set_up_held_and_left(office, world):
    shown(office, "/posts/new/", region=world.programme.region_id, title="党委副书记")
    post = world.programme.region.posts.get()
    shown(office, f"/posts/{post.pk}/appoint/", name="王立", from_on="2026-01-01")
    page = shown(office, f"/posts/{post.pk}/appoint/", name="陈明", from_on="2026-03-01")
    assert "王立" in page
    assert "2026-02-28" in page
    assert "陈明，2026-03-01 起" in shown(office, "/posts/")
    today = f"{timezone.localdate():%Y-%m-%d}"
    assert "已登记离任" in shown(office, f"/posts/{post.pk}/vacate/", until_on=today)


def test_units_set_up_no_posts_and_appoint_nobody(client, world):
    post = make.PostFactory()
    client.force_login(world.other)
    assert client.get("/posts/new/").status_code == 403
    assert client.post(f"/posts/{post.pk}/appoint/", {"name": "王立"}).status_code == 403


def test_a_pairing_of_a_post_is_drafted_and_shows_its_holder(office, world):
    rules_of(world.programme, modes=["leaders"])
    post = make.PostFactory(title="党委副书记")
    make.HoldingFactory(post=post, name="王立")
    rows = {"commitment-TOTAL_FORMS": 0, "commitment-INITIAL_FORMS": 0}
    sent = {"host": world.village.pk, "post": post.pk} | rows
    assert "王立" in shown(office, f"/programmes/{world.programme.pk}/draft/", **sent)


@pytest.mark.parametrize(("asked", "found"), [("open=yes", True), ("open=no", False)])
def test_rounds_are_asked_by_whether_they_are_closed(office, world, asked, found):
    page = office.get(f"/programmes/?{asked}").content.decode()
    assert (f'href="/programmes/{world.programme.pk}/"' in page) == found


@pytest.mark.parametrize(("asked", "found"), [("held=yes", True), ("held=no", False)])
def test_posts_are_asked_by_whether_somebody_holds_them(office, world, asked, found):
    post = make.HoldingFactory(post__region=world.programme.region).post
    page = office.get(f"/posts/?{asked}").content.decode()
    assert (post.title in page) == found


@pytest.mark.parametrize(("mode", "name"), [("leaders", "五龙村"), ("instructors", "金山化工")])
def test_coverage_of_posts_asks_villages_or_companies(office, world, mode, name):
    make.EnrolmentFactory(unit__name="金山化工", unit__kind=make.kind("国有企业"))
    rules_of(world.programme, modes=[mode])
    page = office.get(f"/programmes/{world.programme.pk}/").content.decode()
    assert name in page


BEYOND = [
    ({"term_months": 0}, "1"),
    ({"term_months": 121}, "120"),
    ({"answer_days": 91}, "90"),
    ({"every_months": 13}, "12"),
    ({"most_per_host": 0}, "1"),
]


@pytest.mark.parametrize(("beyond", "limit"), BEYOND)
def test_a_rule_beyond_its_bounds_is_told_by_its_field(office, world, beyond, limit):
    answer = office.post("/programmes/new/", rules_form(region=world.programme.region_id, **beyond))
    assert [(name, limit in str(said)) for name, said in answer.context["form"].errors.items()] == [
        (next(iter(beyond)), True)
    ]


@pytest.mark.parametrize("beyond", [beyond for beyond, _ in BEYOND] + [{"weight_load": 101}])
def test_so_it_is_by_the_api(world, beyond):
    client = APIClient()
    client.force_authenticate(world.staff)
    rules = rules_form(region=world.programme.region_id)
    answer = client.post("/api/v1/programmes/", rules | beyond, format="json")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, list(beyond))


def test_reversed_days_are_told_in_words_not_by_the_constraint(office, world):
    sent = rules_form(region=world.programme.region_id, from_on="2026-06-01", until_on="2026-05-01")
    page = office.post("/programmes/new/", sent).content.decode()
    assert ("结束日期在开始日期之前" in page, "约束" in page) == (True, False)
