"""A page deep inside a list costs what the first page costs: the plan says so, not the clock."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection

from portal.lists.keyset import rows_after
from portal.lists.search import search
from tests.portal.lists.cards import Card, CardList

FILL = """
    INSERT INTO test_card (title, rank, due_on, made_at, price)
    SELECT '项目' || n, n % 1000, CASE WHEN n % 3 > 0 THEN date '2026-01-01' + n % 300 END,
           timestamptz '2026-01-01' + n * interval '1 minute', CASE WHEN n % 2 = 0 THEN n % 50 END
    FROM generate_series(1, 100000) AS n;
    CREATE INDEX ON test_card (due_on, id);
    CREATE INDEX ON test_card (due_on DESC NULLS LAST, id DESC);
    CREATE INDEX ON test_card (rank, id);
    CREATE INDEX ON test_card (made_at, id);
    CREATE INDEX ON test_card (price DESC NULLS LAST, rank, id);
    ANALYZE test_card;
"""
DEEP = {
    "due": [(200, 50_000), (None, 70_000)],
    "-due": [(200, 50_000), (None, 70_000)],
    "rank": [(0, 50_000), (500, 50_000)],
    "-rank": [(500, 50_000)],
    "-made": [(0, 50_000)],
    "price": [(25, 3, 50_000), (None, 3, 50_001)],
}


@pytest.fixture
def many_cards(cards: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FILL)


def position_like(name: str, row: tuple) -> list[Any]:
    """The key values of a card that stands about there."""
    start = Card.objects.get(pk=row[-1])
    values = {
        "due_on": start.due_on,
        "made_at": start.made_at,
        "rank": row[0],
        "price": row[0],
        "id": row[-1],
    }
    values |= {"rank": row[1]} if name == "price" else {}
    values |= {"due_on": None} if row[0] is None else {}
    return [values[key.path] for key in CardList.orderings[name].bind(Card.objects.all())]


def rows_touched(plan: Mapping[str, Any]) -> int:
    """All rows that any node of the plan produced or threw away."""
    here = (plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)) * plan["Actual Loops"]
    return int(here) + sum(rows_touched(part) for part in plan.get("Plans", []))


def touched_by(name: str, position: list[Any] | None, *, backward: bool, searched: str = "") -> int:
    cards = search(Card.objects.all(), searched)
    keys = CardList.orderings[name].bind(cards)
    walked = [key.reversed() for key in keys] if backward else keys
    text = rows_after(cards, walked, position, 26).explain(format="json", analyze=True)
    return rows_touched(json.loads(text)[0]["Plan"])


@pytest.mark.parametrize("backward", [False, True])
def test_every_page_of_every_indexed_order_reads_only_about_its_own_rows(
    many_cards: None, backward: bool
) -> None:
    for name, rows in DEEP.items():
        assert touched_by(name, None, backward=backward) <= 60
        for row in rows:
            assert touched_by(name, position_like(name, row), backward=backward) <= 1000, (name, row)


def test_a_word_that_is_everywhere_is_searched_along_the_order(many_cards: None) -> None:
    assert touched_by("-made", None, backward=False, searched="项目") <= 60
