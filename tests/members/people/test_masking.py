"""Personal data never shows through its mask."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.people.masking import mask_contact, mask_name, mask_phone


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13812341234", "138****1234"),
        ("138-1234-1234", "138****1234"),
        ("+86 138 1234 1234", "138****1234"),
        ("021-57345640", "021-57****40"),
        ("(021)57345640", "021-57****40"),
        ("0592-5734564转801", "0592-57****64"),
        ("57345640", "****40"),
        ("120", "****"),
        ("没有", "****"),
        (" ", ""),
        ("", ""),
    ],
)
def test_a_phone_is_masked(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


@settings(deadline=None)
@given(phone=st.from_regex(r"(\+86)?1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}|[0-9]{3,30}", fullmatch=True))
def test_no_number_can_be_read_from_its_mask(phone: str) -> None:
    masked = mask_phone(phone)
    assert "****" in masked
    assert len(re.findall(r"\d", masked)) <= max(0, min(len(re.findall(r"\d", phone)) - 3, 8))
    assert re.sub(r"\D", "", phone) not in masked


@settings(deadline=None)
@given(phone=st.text(max_size=30))
def test_any_text_at_all_is_masked_or_empty(phone: str) -> None:
    masked = mask_phone(phone)
    assert masked == "" if not phone.strip() else "****" in masked


@pytest.mark.parametrize(
    ("name", "masked"), [("张伟", "张*"), ("欧阳小明", "欧***"), ("张", "张*"), ("", "")]
)
def test_a_name_keeps_its_first_character(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@settings(deadline=None)
@given(name=st.text(min_size=2, max_size=10).filter(str.strip))
def test_no_more_than_the_first_character_shows(name: str) -> None:
    assert re.sub(r"\*", "", mask_name(name)) in (name.strip()[:1], "")


@pytest.mark.parametrize(
    ("cell", "masked"),
    [
        ("赵六 13900003333", "赵*139****3333"),
        ("13900003333", "139****3333"),
        ("赵六", "赵*"),
        ("赵六（021-57311540）", "赵*（021-57****40）"),
        ("", ""),
    ],
)
def test_a_cell_with_name_and_number_hides_both(cell: str, masked: str) -> None:
    assert mask_contact(cell) == masked
