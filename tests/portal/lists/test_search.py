"""Searching Chinese titles: words of one, two and four characters, marks, wild cards, full width."""

import pytest
from django.utils import timezone

from portal.lists.search import search
from tests.portal.lists.cards import Card

TITLES = [
    "法律咨询进社区",
    "社区亮灯工程 32 盏",
    "ＡＢＣ便民服务",
    "50%优惠_理发",
    "爱心帮扶、助老",
    "询法律",
]


@pytest.fixture
def titles(cards: None) -> None:
    Card.objects.bulk_create(Card(title=title, rank=0, made_at=timezone.now()) for title in TITLES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("灯", ["社区亮灯工程 32 盏"]),
        ("法律", ["法律咨询进社区", "询法律"]),
        ("法律咨询", ["法律咨询进社区"]),
        ("社区 法律", ["法律咨询进社区"]),
        ("社区\u3000工程", ["社区亮灯工程 32 盏"]),
        ("32", ["社区亮灯工程 32 盏"]),
        ("便民", ["ＡＢＣ便民服务"]),
        ("50%", ["50%优惠_理发"]),
        ("优惠_", ["50%优惠_理发"]),
        ("5%惠", []),
        ("律询", []),
        ("没有的词", []),
        ("帮扶、助老", ["爱心帮扶、助老"]),
        ("abc", ["ＡＢＣ便民服务"]),
        ("，。", []),
        ("", TITLES),
        ("  ", TITLES),
    ],
)
def test_a_search_finds_the_titles_that_hold_every_word(titles: None, text: str, found: list[str]) -> None:
    assert [card.title for card in search(Card.objects.order_by("id"), text)] == found
