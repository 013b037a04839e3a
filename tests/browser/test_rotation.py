"""A swap from a phone: proposed, accepted, seen by the office; both calendars and the feed change."""

import datetime as dt

import pytest
from django.utils import timezone
from icalendar import Calendar

from alliances.models import Swap
from alliances.rotation.actions import publish_all
from alliances.rotation.periods import month_after
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]


@pytest.fixture
def rotation():
    """区财政局 is on duty this month, 朱泾小学 the next, 区税务局 the one after."""
    today = timezone.localdate()
    made = make.rotation_of("区财政局", "朱泾小学", "区税务局", anchor=today.replace(day=1), publish_ahead=5)
    publish_all(today)
    return made


def person(rotation, name):
    return make.liaison_of(rotation.seats.get(unit__name=name).unit)


def fed(client, address):
    """(first day, what it says, SEQUENCE) of each event of a feed."""
    found = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    return [(event["dtstart"].dt, str(event["summary"]).split("：")[1], event["sequence"]) for event in found]


def in_month(page, rotation, months):
    """Who stands in the calendar so many months from now."""
    day = month_after(timezone.localdate().replace(day=1), months)
    page.goto(f"/rotations/{rotation.pk}/?year={day.year}")
    card = page.locator(".lx-year > li", has=page.get_by_text(f"{day.year}年{day.month}月", exact=True))
    return card.locator(".lx-who a").inner_text()


def test_a_swap_from_proposal_to_both_calendars(open_page, client, rotation):
    asker, asked = person(rotation, "朱泾小学"), person(rotation, "区税务局")
    phone = open_page(asker)
    phone.goto("/rotations/feeds/")
    phone.get_by_label("哪份日历").select_option(f"rotation-{rotation.pk}")
    phone.get_by_role("button", name="取得地址").click()
    address = phone.locator(".lx-address").inner_text()
    before = fed(client, address)
    duties = rotation.duties.order_by("period")
    phone.goto(f"/duties/{duties[1].pk}/")
    phone.get_by_role("link", name="提出对调").click()
    phone.locator(f"a[href='?with={duties[2].pk}']").click()
    phone.get_by_label("原因").fill("期末考试")
    phone.get_by_role("button", name="发给对方").click()
    phone.wait_for_url("**/swaps/*/")
    other = open_page(asked)
    other.get_by_role("link", name="去答复").first.click()
    other.get_by_role("button", name="同意对调").click()
    other.get_by_text("已对调，两家的日历都已更新。").wait_for()
    assert Swap.objects.get().state == "accepted"
    for page in (phone, other):
        assert [in_month(page, rotation, months) for months in (1, 2)] == ["区税务局", "朱泾小学"]
    desk = open_page(make.staff_of(), width=1366)
    desk.goto("/swaps/")
    assert desk.get_by_text("朱泾小学 ⇄ 区税务局").is_visible()
    after = fed(client, address)
    assert [(old[1], old[2]) for old in before[1:3]] == [("朱泾小学", 0), ("区税务局", 0)]
    assert [(new[1], new[2]) for new in after[1:3]] == [("区税务局", 1), ("朱泾小学", 1)]
    assert isinstance(after[0][0], dt.date)


@pytest.mark.parametrize("width", [390, 1366])
def test_the_pages_of_rotations_are_in_order(open_page, violations, rotation, width):
    page = open_page(person(rotation, "朱泾小学"), width=width)
    duty = rotation.duties.order_by("period")[1]
    addresses = [
        "/rotations/",
        f"/rotations/{rotation.pk}/",
        f"/duties/{duty.pk}/",
        f"/duties/{duty.pk}/swap/",
    ]
    for address in [*addresses, "/duties/", "/swaps/", "/rotations/feeds/"]:
        page.goto(address)
        assert violations(page) == [], address
