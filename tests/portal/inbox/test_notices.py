import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from portal import navigation
from portal.inbox.actions import mark_all_read, mark_read
from portal.inbox.models import Notice

MINUTE = dt.timedelta(minutes=1)


def tell(recipient: Any, title: str, **fields: Any) -> Notice:
    return Notice.objects.create(recipient=recipient, key=title, kind="claim", title=title, **fields)


def shown_to(user: Any) -> list[str]:
    return list(Notice.objects.of(user).values_list("title", flat=True))


def test_the_newest_notice_comes_first(liaison: Any) -> None:
    tell(liaison, "先", available_at=timezone.now() - MINUTE)
    tell(liaison, "后")
    assert shown_to(liaison) == ["后", "先"]


def test_a_notice_waits_until_its_moment(liaison: Any) -> None:
    tell(liaison, "十分钟后", available_at=timezone.now() + 10 * MINUTE)
    assert shown_to(liaison) == []


def test_nobody_sees_the_notices_of_others(liaison: Any) -> None:
    tell(get_user_model().objects.create(username="other"), "别人的")
    assert shown_to(liaison) == []


def test_a_person_hears_of_an_occasion_once(liaison: Any) -> None:
    tell(liaison, "认领已确认")
    with pytest.raises(IntegrityError, match="notice_once_per_occasion"), transaction.atomic():
        tell(liaison, "认领已确认")


def test_a_notice_without_a_title_is_refused(liaison: Any) -> None:
    with pytest.raises(IntegrityError, match="notice_says_something"), transaction.atomic():
        tell(liaison, "")


def test_reading_again_keeps_the_first_moment(liaison: Any) -> None:
    notice = tell(liaison, "认领已确认")
    mark_read(notice)
    first = Notice.objects.get().read_at
    mark_read(notice)
    assert Notice.objects.get().read_at == first


def test_mark_all_read_leaves_what_is_not_visible_yet(liaison: Any) -> None:
    tell(liaison, "看得见")
    tell(liaison, "还没到", available_at=timezone.now() + MINUTE)
    assert mark_all_read(liaison) == 1
    assert list(Notice.objects.unread().values_list("title", flat=True)) == ["还没到"]


def test_opening_a_notice_marks_it_read_and_goes_where_it_points(signed_in: Client, liaison: Any) -> None:
    notice = tell(liaison, "认领已确认", url="/projects/1/")
    response = signed_in.post(f"/notices/{notice.pk}/read/")
    assert (response.status_code, response["Location"]) == (302, "/projects/1/")
    assert Notice.objects.unread().count() == 0


def test_a_notice_leads_to_no_foreign_site(signed_in: Client, liaison: Any) -> None:
    notice = tell(liaison, "认领已确认", url="https://example.org/")
    assert signed_in.post(f"/notices/{notice.pk}/read/")["Location"] == "/notices/"


def test_the_notice_of_somebody_else_is_not_there(signed_in: Client) -> None:
    notice = tell(get_user_model().objects.create(username="other"), "别人的")
    assert signed_in.post(f"/notices/{notice.pk}/read/").status_code == 404


def test_all_are_marked_read_with_one_button(signed_in: Client, liaison: Any) -> None:
    tell(liaison, "认领已确认")
    page = signed_in.post("/notices/read/", follow=True).content.decode()
    assert "已将 1 条消息标为已读。" in page


def test_an_empty_inbox_says_what_will_come(signed_in: Client) -> None:
    assert "还没有消息" in signed_in.get("/notices/").content.decode()


@pytest.fixture
def bare_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what the apps above put around a page: their queries are counted by their own tests."""
    monkeypatch.setattr(navigation, "NAVIGATION", [])
    monkeypatch.setattr(navigation, "ACTING_FOR", [])


@pytest.mark.usefixtures("bare_frame")
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_notices_asks_the_same_for_one_and_for_three(
    signed_in: Client, liaison: Any, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        tell(liaison, f"消息 {number}")
    with django_assert_num_queries(4):
        signed_in.get("/notices/")


@pytest.mark.parametrize("path", ["/notices/", "/done/", "/started/", "/todos/count/"])
def test_ones_own_pages_ask_to_sign_in(client: Client, db: None, path: str) -> None:
    assert client.get(path)["Location"] == f"/account/login/?next={path}"
