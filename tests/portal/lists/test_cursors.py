"""A cursor is taken back only as it was given out."""

import base64
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lists.cursors import BadListParameter, Cursor, decode
from tests.portal.lists.cards import Card, CardList

KEYS = {name: ordering.bind(Card.objects.all()) for name, ordering in CardList.orderings.items()}


def packed(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode()


@pytest.mark.parametrize(
    ("name", "position"),
    [
        ("due", [date(2026, 3, 1), 7]),
        ("due", [None, 7]),
        ("-made", [datetime(2026, 3, 1, 8, 0, 0, 1, tzinfo=UTC), 7]),
        ("price", [Decimal("1.50"), 2, 7]),
        ("shelf", ["甲?&=", None, 2, 7]),
    ],
)
def test_every_kind_of_value_comes_back_as_it_went(name: str, position: list) -> None:
    cursor = Cursor(name, True, position)
    assert decode(cursor.encode(), name, KEYS[name]) == cursor


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rank", ["due", 0, ["2026-03-01", 7]]),
        ("rank", ["rank", 2, [1, 7]]),
        ("rank", ["rank", 0, [1]]),
        ("rank", ["rank", 0, [1, 7, 8]]),
        ("rank", ["rank", 0, [None, 7]]),
        ("rank", ["rank", 0, [2**31, 7]]),
        ("rank", ["rank", 0, [1, 2**63]]),
        ("rank", ["rank", 0, [[1], {}]]),
        ("rank", ["rank", 0, [float("nan"), 7]]),
        ("rank", ["rank", 0, [float("inf"), 7]]),
        ("rank", ["rank", 0, 5]),
        ("rank", 5),
        ("rank", {"rank": 1}),
        ("due", ["due", 0, ["2026-13-01", 7]]),
        ("-made", ["-made", 0, ["2026-03-01 08:00:00", 7]]),
        ("price", ["price", 0, ["NaN", 1, 7]]),
        ("title", ["title", 0, ["\0", None, 7]]),
        ("title", ["title", 0, ["\ud800", None, 7]]),
    ],
)
def test_a_cursor_of_another_order_or_with_impossible_values_is_refused(name: str, content: object) -> None:
    with pytest.raises(BadListParameter) as refused:
        decode(packed(content), name, KEYS[name])
    assert (refused.value.code, refused.value.status) == ("bad_cursor", 400)


@given(text=st.text(max_size=60) | st.binary(max_size=60).map(lambda b: base64.urlsafe_b64encode(b).decode()))
def test_any_other_text_is_refused_in_the_same_words(text: str) -> None:
    with pytest.raises(BadListParameter, match="翻页位置无法识别"):
        decode(text, "rank", KEYS["rank"])


@given(data=st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_json_of_any_shape_is_a_cursor_or_refused(data: object) -> None:
    try:
        cursor = decode(packed(["rank", 0, data]), "rank", KEYS["rank"])
    except BadListParameter:
        return
    assert len(cursor.position) == 2
