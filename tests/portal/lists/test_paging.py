"""Walking a list by its cursors: every row once, in order, there and back."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import F
from django.db.models.expressions import OrderBy, RawSQL
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.lists.cursors import BadListParameter
from portal.lists.paging import Slice, read_slice
from tests.portal.lists.cards import Card, CardList, Shelf, create_tables

DAY = date(2026, 3, 1)
MOMENT = datetime(2026, 3, 1, 8, tzinfo=UTC)

few_days = st.none() | st.integers(0, 2).map(lambda n: DAY + timedelta(days=n))
few_prices = st.none() | st.sampled_from([Decimal("1.50"), Decimal("2.00")])
card_rows = st.lists(
    st.tuples(st.sampled_from("党建联盟"), st.integers(0, 2), few_days, few_prices, st.integers(-1, 2)),
    max_size=25,
)


def fill(rows: list[tuple]) -> None:
    create_tables()
    shelves = Shelf.objects.bulk_create([Shelf(name=name) for name in "乙甲乙"])
    Card.objects.bulk_create(
        Card(
            title=title,
            rank=rank,
            due_on=due_on,
            price=price,
            shelf=shelves[place] if place >= 0 else None,
            made_at=MOMENT + timedelta(microseconds=rank),
        )
        for title, rank, due_on, price, place in rows
    )


def in_order(name: str) -> list[int]:
    """The ids as PostgreSQL sorts them with every key spelt out."""
    place = {"shelf__name": RawSQL("(SELECT name FROM test_shelf WHERE id = shelf_id)", [])}
    columns = [
        (place.get(key.lstrip("-"), F(key.lstrip("-"))), key[0] == "-")
        for key in CardList.orderings[name].keys
    ]
    terms = [OrderBy(column, descending=down, nulls_last=True) for column, down in columns]
    return list(Card.objects.order_by(*terms).values_list("pk", flat=True))


def page(name: str, size: int, cursor: str | None = None) -> Slice:
    parameters = {"ordering": name, "page_size": str(size), "cursor": cursor or ""}
    return read_slice(Card.objects.all(), CardList, parameters)


def walk(name: str, size: int) -> list[Slice]:
    pages = [page(name, size)]
    while pages[-1].next:
        pages.append(page(name, size, pages[-1].next))
    return pages


def walk_back(name: str, size: int, last: Slice) -> list[Slice]:
    pages = [last]
    while pages[0].previous:
        pages.insert(0, page(name, size, pages[0].previous))
    return pages


def ids(pages: list[Slice]) -> list[int]:
    return [row.pk for each in pages for row in each.rows]


@pytest.mark.django_db
@settings(max_examples=150, deadline=None)
@given(rows=card_rows, name=st.sampled_from(sorted(CardList.orderings)), size=st.integers(1, 5))
def test_walking_forward_and_back_meets_every_row_once_and_in_order(
    rows: list[tuple], name: str, size: int
) -> None:
    with transaction.atomic():
        fill(rows)
        forward = walk(name, size)
        assert ids(forward) == in_order(name)
        back = walk_back(name, size, forward[-1])
        assert ids(back) == in_order(name)
        assert not back[0].has_previous
        transaction.set_rollback(True)


def test_rows_may_be_dicts_or_tuples(cards: None) -> None:
    Card.objects.bulk_create(Card(title=f"{n}", rank=n, made_at=MOMENT) for n in range(3))
    parameters = {"ordering": "-rank", "page_size": "2"}
    for queryset in (Card.objects.values("title"), Card.objects.values_list("title")):
        first = read_slice(queryset, CardList, parameters)
        second = read_slice(queryset, CardList, {**parameters, "cursor": first.next})
        titles = [row["title"] if isinstance(row, dict) else row[0] for row in first.rows + second.rows]
        assert titles == ["2", "1", "0"]


def test_a_page_whose_rows_went_away_leads_back_to_the_first(cards: None) -> None:
    Card.objects.bulk_create(Card(title=f"{n}", rank=n, made_at=MOMENT) for n in range(3))
    cursor = page("rank", 2).next
    Card.objects.filter(rank=2).delete()
    assert page("rank", 2, cursor) == Slice(rows=[], next=None, previous=None, has_previous=True)


def test_a_page_is_one_query(cards: None, django_assert_num_queries) -> None:
    Card.objects.bulk_create(Card(title=f"{n}", rank=n, made_at=MOMENT, due_on=DAY) for n in range(5))
    cursor = page("due", 2).next
    with django_assert_num_queries(1):
        page("due", 2, cursor)


def test_pages_hold_twenty_five_rows_and_never_more_than_two_hundred(cards: None) -> None:
    Card.objects.bulk_create(Card(title=f"{n}", rank=n, made_at=MOMENT) for n in range(210))
    sizes = [
        len(read_slice(Card.objects.all(), CardList, {"page_size": size}).rows) for size in ("", "7", "9999")
    ]
    assert sizes == [25, 7, 200]


@pytest.mark.parametrize("size", ["0", "-1", "x", "1.5", "²", "9" * 400])
def test_a_page_size_that_is_no_number_is_refused(cards: None, size: str) -> None:
    with pytest.raises(BadListParameter, match="每页条数"):
        read_slice(Card.objects.all(), CardList, {"page_size": size})


def test_an_order_that_is_not_listed_is_refused(cards: None) -> None:
    with pytest.raises(BadListParameter, match="不能按这一项排序") as refused:
        read_slice(Card.objects.all(), CardList, {"ordering": "price__x"})
    assert (refused.value.code, refused.value.status) == ("bad_ordering", 400)
