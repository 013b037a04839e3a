"""The pages of rotations: what they show, and that they take no more queries for more units."""

import datetime as dt
from uuid import uuid4

import pytest
import time_machine

from alliances.models import Rotation, Swap
from alliances.rotation.actions import grant_exemption, propose_swap, publish_all
from portal.once import FIELD
from portal.workflow.models import Step
from tests import factories as make

pytestmark = pytest.mark.django_db
NOVEMBER = dt.date(2026, 11, 15)


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(dt.datetime(2026, 11, 15, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def rotation():
    made = make.rotation_of("甲局", "乙行", "丙校", anchor=dt.date(2026, 10, 1), publish_ahead=2)
    publish_all(NOVEMBER)
    return made


@pytest.fixture
def liaison(rotation):
    return make.liaison_of(rotation.seats.get(unit__name="甲局").unit)


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_calendar_tells_published_from_projected(client, rotation, liaison):
    client.force_login(liaison)
    page = text(client.get("/rotations/"))
    assert [page.count(word) for word in ("正在轮值", "下一任", "本单位接下来的轮值")] == [1, 1, 1]
    assert page.count("预排") == 1  # in the words under the title
    assert text(client.get("/rotations/?year=2027")).count("预排") == 12
    assert "已公布" in text(client.get("/rotations/?year=2027"))


@pytest.mark.parametrize("year", ["", "abc", "99999", "1"])
def test_a_year_that_cannot_be_meant_is_this_one(client, rotation, liaison, year):
    client.force_login(liaison)
    assert "2026年11月" in text(client.get("/rotations/", {"year": year}))


def test_a_rotation_says_how_fair_it_is_and_where_nobody_is_left(client, rotation):
    office = make.staff_of()
    span = {"from_on": dt.date(2027, 3, 1), "until_on": dt.date(2027, 3, 31), "reason": "检修"}
    for seat in rotation.seats.all():
        grant_exemption(seat, by=office, **span)
    client.force_login(office)
    page = text(client.get(f"/rotations/{rotation.pk}/"))
    assert "全程在列的 3 家，排定最多 2 次、最少 1 次，相差 1 次。" in page
    assert "2027年3月起没有可轮的单位" in page


@pytest.mark.parametrize("units", [3, 30])
def test_a_longer_calendar_takes_no_more_queries(client, units, django_assert_num_queries):
    rotation = make.RotationFactory(anchor=dt.date(2026, 1, 1))
    make.SeatFactory.create_batch(units, rotation=rotation)
    publish_all(NOVEMBER)
    client.force_login(make.staff_of())
    for address in ("/rotations/", f"/rotations/{rotation.pk}/"):
        client.get(address)
    with django_assert_num_queries(10):
        client.get("/rotations/")
    with django_assert_num_queries(19):
        client.get(f"/rotations/{rotation.pk}/")


@pytest.mark.parametrize("rotations", [1, 3])
def test_more_rotations_take_no_more_queries(client, rotations, django_assert_num_queries):
    for each in make.RotationFactory.create_batch(rotations, anchor=dt.date(2026, 1, 1)):
        make.SeatFactory(rotation=each)
    publish_all(NOVEMBER)
    client.force_login(make.staff_of())
    client.get("/rotations/")
    with django_assert_num_queries(10):
        client.get("/rotations/")


@pytest.mark.parametrize(("address", "queries"), [("/duties/", 6), ("/swaps/", 6)])
@pytest.mark.parametrize("rows", [1, 3])
def test_longer_lists_take_no_more_queries(client, address, queries, rows, django_assert_num_queries):
    make.SwapFactory.create_batch(rows)
    client.force_login(make.staff_of())
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)


def test_the_office_sets_up_a_rotation_and_its_order(client):
    alliance = make.MembershipFactory().alliance
    unit = alliance.memberships.get().unit
    client.force_login(make.staff_of())
    terms = {
        "name": "轮值主任单位",
        "anchor": "2026-11-01",
        "cadence_months": 1,
        "slots": 1,
        "publish_ahead": 3,
    }
    answer = client.post("/rotations/new/", terms | {"alliance": alliance.pk})
    made = Rotation.objects.get()
    assert answer["Location"] == f"/rotations/{made.pk}/order/"
    preview = text(client.post(answer["Location"], {f"place_{unit.pk}": "1", "preview": "1"}))
    assert "还没有保存" in preview
    assert not made.seats.exists()
    client.post(answer["Location"], {f"place_{unit.pk}": "1"})
    client.post(f"/rotations/{made.pk}/publish/")
    assert made.duties.count() == 4


def test_what_was_typed_stays_when_a_term_is_refused(client):
    alliance = make.AllianceFactory()
    client.force_login(make.staff_of())
    terms = {"name": "轮值", "anchor": "2026-11-02", "cadence_months": 1, "slots": 1, "publish_ahead": 3}
    page = text(client.post("/rotations/new/", terms | {"alliance": alliance.pk}))
    assert "请填当月 1 日" in page
    assert 'value="2026-11-02"' in page


def test_a_swap_is_proposed_in_two_steps_and_answered(client, rotation, liaison):
    ours, theirs = (rotation.duties.get(period__month=month) for month in (1, 12))
    client.force_login(liaison)
    assert f"?with={theirs.pk}" in text(client.get(f"/duties/{ours.pk}/swap/"))
    sent = client.post(f"/duties/{ours.pk}/swap/?with={theirs.pk}", {"reason": "年终决算"})
    swap = Swap.objects.get()
    assert sent["Location"] == f"/swaps/{swap.pk}/"
    client.force_login(make.liaison_of(theirs.holder))
    assert "同意对调" in text(client.get(f"/swaps/{swap.pk}/"))
    client.post(f"/swaps/{swap.pk}/accept/")
    theirs.refresh_from_db()
    assert theirs.holder == ours.holder


def test_a_refused_answer_says_why_and_keeps_what_was_typed(client, rotation, liaison):
    ours, theirs = (rotation.duties.get(period__month=month) for month in (1, 12))
    swap = propose_swap(ours, theirs, by=liaison)
    client.force_login(make.staff_of())
    answer = client.post(f"/swaps/{swap.pk}/decline/", {"reason": "有安排"})
    assert answer.status_code == 409
    assert "须注明依据" in answer.content.decode()
    assert 'value="有安排"' in answer.content.decode()
    assert client.post(f"/swaps/{swap.pk}/burn/").status_code == 404


def test_what_nobody_can_be_swapped_with_says_so(client, liaison):
    duty = make.DutyFactory(rotation__anchor=dt.date(2026, 12, 1))
    client.force_login(make.liaison_of(duty.holder))
    assert "没有可以对调的" in text(client.get(f"/duties/{duty.pk}/swap/"))


def test_theme_handover_and_receipt_go_by_pages(client, rotation):
    november, december = (rotation.duties.get(period__month=month) for month in (11, 12))
    client.force_login(make.liaison_of(november.holder))
    client.post(f"/duties/{november.pk}/edit/", {"theme": "健康义诊", "plan": "每周六"})
    assert "下期安排" in text(client.get(f"/duties/{november.pk}/handover/"))
    client.post(f"/duties/{november.pk}/handover/", {"note": "设备在一楼"})
    client.force_login(make.liaison_of(december.holder))
    assert "下一步：接收" in text(client.get(f"/duties/{november.pk}/"))
    client.post(f"/duties/{november.pk}/receive/")
    november.refresh_from_db()
    assert (november.theme, november.received_at is None) == ("健康义诊", False)


def test_home_alliance_and_unit_pages_say_who_is_on_duty(client, rotation, liaison):
    client.force_login(liaison)
    unit = rotation.seats.get(unit__name="甲局").unit
    assert "谁在轮值" in text(client.get("/"))
    assert "乙行" in text(client.get(f"/alliances/{rotation.alliance_id}/"))
    assert "2027年1月" in text(client.get(f"/units/{unit.pk}/"))
    assert "轮值" in text(client.get(f"/units/{unit.pk}/file/"))
    assert rotation.name in text(client.get("/search/", {"q": rotation.name}))


def test_duties_are_handed_out_as_a_file(client, rotation, liaison):
    client.force_login(liaison)
    answer = client.get("/duties/?export=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[4] for line in lines[-4:]] == ["甲局", "乙行", "丙校", "甲局"]


def test_the_preview_over_http_says_what_publishing_will_give(client, rotation, liaison):
    client.force_login(liaison)
    rows = client.get(f"/api/v1/rotations/{rotation.pk}/preview/?months=12").json()["rows"]
    assert [row["published"] for row in rows] == [True] * 3 + [False] * 9
    publish_all(dt.date(2027, 8, 1))
    held = rotation.duties.filter(period__gte=dt.date(2026, 11, 1)).order_by("period")[:12]
    assert [row["unit"] for row in rows] == [duty.holder_id for duty in held]
    assert client.get(f"/api/v1/rotations/{rotation.pk}/preview/?months=99").status_code == 400


def test_the_order_page_folds_away_whom_nobody_has_seated(client):
    rotation = make.rotation_of("区财政局", "区教育局")
    make.MembershipFactory(alliance=rotation.alliance, unit=make.member("区税务局"))
    client.force_login(make.staff_of())
    page = client.get(f"/rotations/{rotation.pk}/order/").content.decode()
    seated, others = page.split('<details class="lx-fold"', 1)
    assert [name in seated for name in ("区财政局", "区教育局", "区税务局")] == [True, True, False]
    assert ("列入更多单位（1 家）" in others, "区税务局" in others) == (True, True)


def test_an_order_sent_twice_is_saved_once(client):
    rotation = make.rotation_of("区财政局", "区教育局")
    client.force_login(make.staff_of())
    first, second = rotation.seats.order_by("position").values_list("unit_id", flat=True)
    sent = {f"place_{second}": 1, f"place_{first}": 2, FIELD: str(uuid4())}
    for _ in range(2):
        client.post(f"/rotations/{rotation.pk}/order/", sent)
    assert Step.objects.about(rotation).filter(verb="reorder").count() == 1
