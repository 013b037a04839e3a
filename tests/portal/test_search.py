"""The SQL behind Chinese search: whatever stands in a text is found by asking for it."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db
ALPHABET = st.sampled_from(
    "党建引领亮灯工程一二〇３Ａｂ9zZ .,-_/\\'\"&|!():*<>%@#+=~`^$，。、（）《》“”—…·￥\t\u3000℃①㎡"
)
"""Characters as they come in titles: full and half width, marks of both, what tsquery takes for its own."""

TEXTS = st.text(ALPHABET, min_size=1, max_size=30)
often = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ask(question: str, *values: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def words(text: str) -> list[str]:
    return ask("SELECT cjk_words(%s)", text).split()


@often
@given(TEXTS)
def test_the_grams_are_every_character_and_every_pair_of_the_words(db: None, text: str) -> None:
    expected = {word[i : i + n] for word in words(text) for n in (1, 2) for i in range(len(word) - n + 1)}
    assert set(ask("SELECT tsvector_to_array(cjk_grams(%s))", text)) == expected


@often
@given(TEXTS, st.data())
def test_any_part_of_a_text_finds_it(db: None, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    found = ask("SELECT cjk_grams(%s) @@ cjk_query(%s)", text, part)
    assert found is (True if words(part) else None)


@pytest.mark.parametrize("text", ["", " ", "，。！", "'", "\\", "&|!", "\u3000", "——…"])
def test_marks_alone_ask_for_nothing(text: str) -> None:
    assert ask("SELECT cjk_query(%s)", text) is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [("ＡＢＣ便民", "abc"), ("32㎡", "m2"), ("①号楼", "1号"), ("ﾃｽﾄ", "テスト"), ("e\u0301", "é")],
)
def test_width_case_and_compatible_forms_make_no_difference(text: str, asked: str) -> None:
    assert ask("SELECT cjk_grams(%s) @@ cjk_query(%s)", text, asked) is True


def test_what_is_not_there_is_not_found() -> None:
    assert ask("SELECT cjk_grams('法律咨询') @@ cjk_query('律法')") is False
