"""To-dos and messages over HTTP."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from portal.inbox.models import Notice
from portal.inbox.todos import Todo, TodoBatch

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def api(signed_in: Client) -> Client:
    return signed_in


def tell(recipient: Any, title: str, **fields: Any) -> Notice:
    return Notice.objects.create(recipient=recipient, key=title, kind="认领", title=title, **fields)


def titles(answer: Any) -> list[str]:
    return [each["title"] for each in answer.json()["results"]]


def waiting(user: Any, limit: int) -> TodoBatch:
    now = timezone.now()
    due = {"不急": None, "逾期": now - HOUR, "今天": now + HOUR}
    return TodoBatch([Todo("审核", title, "", "/queue/", due_at=at) for title, at in due.items()], 7)


def test_the_most_urgent_come_first_and_all_are_counted(api: Client, sources: Any) -> None:
    sources.register("waiting", waiting)
    answer = api.get("/api/v1/todos/?limit=2")
    assert (answer.json()["total"], titles(answer)) == (7, ["逾期", "今天"])
    assert sorted(answer.json()["results"][0]) == [
        *("count", "detail", "due_at", "kind", "title", "url", "verb"),
    ]


@pytest.mark.parametrize("limit", ["0", "201", "x"])
def test_a_limit_out_of_range_is_refused(api: Client, limit: str) -> None:
    answer = api.get(f"/api/v1/todos/?limit={limit}")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["limit"])


def test_ones_own_messages_newest_first(api: Client, liaison: Any) -> None:
    tell(liaison, "先", available_at=timezone.now() - HOUR)
    tell(liaison, "后")
    tell(liaison, "十分钟后", available_at=timezone.now() + HOUR)
    tell(get_user_model().objects.create(username="other"), "别人的")
    assert titles(api.get("/api/v1/notices/")) == ["后", "先"]


def test_a_message_is_marked_read_once(api: Client, liaison: Any) -> None:
    notice = tell(liaison, "认领已确认")
    first, again = [api.post(f"/api/v1/notices/{notice.pk}/read/") for _ in range(2)]
    assert first.json()["read_at"] is not None
    assert first.json() == again.json() == api.get(f"/api/v1/notices/{notice.pk}/").json()


def test_the_message_of_somebody_else_is_not_there(api: Client) -> None:
    notice = tell(get_user_model().objects.create(username="other"), "别人的")
    assert api.post(f"/api/v1/notices/{notice.pk}/read/").status_code == 404
    assert Notice.objects.unread().count() == 1


def test_all_are_marked_read_and_the_unread_can_be_asked_for(api: Client, liaison: Any) -> None:
    for title in ("甲", "乙"):
        tell(liaison, title)
    assert len(titles(api.get("/api/v1/notices/?unread=true"))) == 2
    assert api.post("/api/v1/notices/read-all/").json() == {"read": 2}
    assert titles(api.get("/api/v1/notices/?unread=true")) == []


def test_the_schema_shows_what_comes_back(api: Client) -> None:
    paths = api.get("/api/v1/schema/?format=json").json()["paths"]
    for path, method in [("todos/", "get"), ("notices/", "get"), ("notices/{id}/read/", "post")]:
        answer = paths[f"/api/v1/{path}"][method]["responses"]["200"]["content"]["application/json"]
        assert len(answer["examples"]) == 1
