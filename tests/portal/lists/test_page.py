"""A list page: its links keep what was asked for, and HTMX gets only the list."""

from collections.abc import Callable

import django_filters
import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from portal.lists.page import ListPage, list_page
from portal.lists.search import SearchFilter
from tests.portal.lists.cards import Card, CardList

RANKS = [(0, "一等"), (1, "二等")]


class CardFilter(django_filters.FilterSet):
    search = SearchFilter()
    rank = django_filters.ChoiceFilter(label="等级", choices=RANKS)
    due = django_filters.DateFromToRangeFilter(field_name="due_on", label="到期")

    class Meta:
        model = Card
        fields: list[str] = []


class FilteredCards(CardList):
    filterset = CardFilter


def make(count: int) -> None:
    Card.objects.bulk_create(
        Card(title=f"亮灯 {n}", rank=n % 2, due_on=None, made_at=timezone.now()) for n in range(count)
    )


def ask(query: str = "", **headers: str) -> HttpRequest:
    request = RequestFactory().get(f"/cards/?{query}", headers=headers)
    request.htmx = HtmxDetails(request)
    request.user = AnonymousUser()
    return request


def cards_page(query: str = "") -> ListPage:
    return list_page(ask(query), FilteredCards, Card.objects.all())


def parameters(url: str) -> dict[str, list[str]]:
    return dict(QueryDict(url.partition("?")[2]).lists())


def test_links_to_other_pages_keep_every_other_parameter(cards: None) -> None:
    make(5)
    query = "search=亮灯&rank=0&page_size=2&ordering=rank&x=1&x=2"
    first = cards_page(query)
    asked = parameters("?" + query)
    assert parameters(first.next_url) == asked | {"cursor": [first.slice.next]}
    assert first.previous_url == ""
    second = list_page(RequestFactory().get(first.next_url), FilteredCards, Card.objects.all())
    assert parameters(second.previous_url) == asked | {"cursor": [second.slice.previous]}
    assert [row.title for row in first.rows + second.rows] == ["亮灯 0", "亮灯 2", "亮灯 4"]


def test_every_filter_in_force_has_words_and_a_link_that_takes_it_away(cards: None) -> None:
    query = "search=亮灯&rank=1&due_after=2026-01-01&due_before=2026-02-01&ordering=rank&cursor="
    found = {each.label: sorted(parameters(each.url)) for each in cards_page(query).active_filters}
    assert found == {
        "搜索：亮灯": ["due_after", "due_before", "ordering", "rank"],
        "等级：二等": ["due_after", "due_before", "ordering", "search"],
        "到期：2026年1月1日至2026年2月1日": ["ordering", "rank", "search"],
    }


def test_a_total_is_counted_to_a_thousand(cards: None) -> None:
    make(3)
    assert cards_page().total == "3"
    make(998)
    assert cards_page().total == "1000+"


def test_a_filter_that_is_not_valid_filters_nothing_and_is_explained(cards: None) -> None:
    make(2)
    page = cards_page("rank=9")
    assert len(page.rows) == 2
    assert list(page.form.errors) == ["rank"]


def test_the_rows_that_all_filters_but_one_leave(cards: None) -> None:
    make(4)
    page = cards_page("search=亮灯&rank=1&due_after=no+date")
    assert [row.title for row in page.rows] == ["亮灯 1", "亮灯 3"]
    assert (page.but_for("rank").count(), page.but_for("search").count()) == (4, 2)
    plain = list_page(ask(), CardList, Card.objects.all())
    assert plain.but_for("rank").count() == 4


def test_orders_are_offered_with_the_current_one_marked(cards: None) -> None:
    chosen = {each.value: each.current for each in cards_page("ordering=-made").orderings}
    assert chosen == {name: name == "-made" for name in CardList.orderings}


@pytest.mark.parametrize("count", [1, 25])
def test_a_page_takes_two_queries_however_many_rows_it_has(
    cards: None, count: int, django_assert_num_queries: Callable
) -> None:
    make(count)
    with django_assert_num_queries(2):
        page = cards_page("search=亮灯")
        assert (len(page.rows), page.total) == (count, str(count))


@pytest.fixture
def card_template(settings, tmp_path) -> str:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    (tmp_path / "cards.html").write_text(
        "{% load partials %}<h1>卡片</h1>{% include 'ui/list_filter.html' with page=page only %}"
        "{% partialdef list inline %}<div id='list'>{% include 'ui/list_active.html' with page=page only %}"
        "{% for row in page.rows %}<p>{{ row.title }}</p>{% endfor %}"
        "{% include 'ui/list_foot.html' with page=page only %}</div>{% endpartialdef %}"
    )
    return "cards.html"


def rendered(request: HttpRequest, template: str) -> tuple[str, str]:
    response = list_page(request, FilteredCards, Card.objects.all()).render(request, template)
    return response.content.decode(), response["Vary"]


def test_htmx_gets_the_list_and_a_browser_the_page(cards: None, card_template: str) -> None:
    make(3)
    whole, vary = rendered(ask("search=亮灯&page_size=2"), card_template)
    part, _ = rendered(
        ask("search=亮灯&page_size=2", **{"HX-Request": "true", "HX-Target": "list"}), card_template
    )
    other, _ = rendered(ask("page_size=2", **{"HX-Request": "true", "HX-Target": "menu"}), card_template)
    assert [html.count("<h1>") for html in (whole, part, other)] == [1, 0, 1]
    assert part.strip() in whole
    assert [part.count(text) for text in ("<p>亮灯", "下一页", "上一页", "共 3 条", "搜索：亮灯")] == [
        2,
        1,
        0,
        1,
        1,
    ]
    assert {"HX-Request", "HX-Target"} <= set(vary.split(", "))
