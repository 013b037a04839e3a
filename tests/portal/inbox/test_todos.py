import datetime as dt
from typing import Any

from django.test import Client
from django.utils import timezone

from portal.inbox.todos import Registry, Todo, TodoBatch, TodoSource, by_urgency, count_todos, todos_of

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def todo(title: str, days: float | None) -> Todo:
    due_at = None if days is None else NOW + dt.timedelta(days=days)
    return Todo(kind="项目", title=title, detail="", url="/", due_at=due_at)


def titles(todos: list[Todo]) -> list[str]:
    return [todo.title for todo in todos]


def source_of(*found: Todo, total: int | None = None) -> TodoSource:
    return lambda user, limit: TodoBatch(list(found[:limit]), len(found) if total is None else total)


def test_late_ones_come_first_then_those_due_within_three_days() -> None:
    mixed = [todo("不急", 9), todo("无期限", None), todo("明天", 1), todo("昨天", -1), todo("上周", -7)]
    grouped = by_urgency(mixed, 5, NOW, 50)
    assert titles(grouped.late) == ["上周", "昨天"]
    assert titles(grouped.soon) == ["明天"]
    assert titles(grouped.other) == ["不急", "无期限"]


def test_what_is_due_this_very_moment_is_not_late() -> None:
    grouped = by_urgency([todo("此刻", 0)], 1, NOW, 50)
    assert (titles(grouped.late), titles(grouped.soon)) == ([], ["此刻"])


def test_exactly_three_days_is_still_soon_and_a_second_more_is_not() -> None:
    grouped = by_urgency([todo("三天", 3), todo("三天多", 3 + 1 / 86400)], 2, NOW, 50)
    assert (titles(grouped.soon), titles(grouped.other)) == (["三天"], ["三天多"])


def test_the_most_urgent_of_all_sources_are_shown_and_the_rest_counted(
    sources: Registry[TodoSource],
) -> None:
    sources.register("one", source_of(todo("晚", 20), total=7))
    sources.register("two", source_of(todo("早", 10), total=2))
    found = todos_of(None, limit=1)
    assert (titles([*found.late, *found.soon, *found.other]), found.total, found.more) == (["早"], 9, 8)


def test_a_to_do_that_stands_for_several_matters_leaves_none_over() -> None:
    several = Todo(kind="清单审核", title="9 条待审", detail="", url="/", count=9)
    assert by_urgency([several], 9, NOW, 50).more == 0


def test_counting_asks_the_sources_for_no_items(sources: Registry[TodoSource]) -> None:
    asked: list[int] = []

    def source(user: Any, limit: int) -> TodoBatch:
        asked.append(limit)
        return TodoBatch([], 4)

    sources.register("one", source)
    assert (count_todos(None), asked) == (4, [0])


def test_the_home_page_shows_each_to_do_with_its_verb(
    signed_in: Client, sources: Registry[TodoSource]
) -> None:
    due = timezone.now() - dt.timedelta(days=2)
    late = Todo(kind="诉求", title="楼道照明不亮", detail="区房管局", url="/x/1/", due_at=due, verb="提醒")
    sources.register("one", source_of(late))
    page = signed_in.get("/").content.decode()
    assert '<a class="lx-btn lx-btn-plain lx-btn-small" href="/x/1/">提醒' in page
    assert "逾期 2 天" in page


def test_with_nothing_to_do_the_home_page_says_so(signed_in: Client, sources: Registry[TodoSource]) -> None:
    assert "没有等您办理的事" in signed_in.get("/").content.decode()


def test_the_figure_in_the_menu_is_the_number_of_matters(
    signed_in: Client, sources: Registry[TodoSource]
) -> None:
    sources.register("one", source_of(total=12))
    assert "12" in signed_in.get("/todos/count/").content.decode()


def test_the_front_page_is_for_whoever_has_not_signed_in(client: Client, db: None) -> None:
    page = client.get("/").content.decode()
    assert ("不用登录就能看" in page, "我的待办" in page) == (True, False)
