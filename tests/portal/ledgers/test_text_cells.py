"""What the parsers make of words: phone numbers, contacts, codes, names, yes and no."""

import datetime

import pytest

from portal.ledgers import cells
from portal.ledgers.cells import Contact, Parsed
from portal.ledgers.cells.contacts import check_character

MIDNIGHT = datetime.datetime.combine(datetime.date(2024, 6, 6), datetime.time())


@pytest.mark.parametrize(
    ("value", "phone"),
    [
        (13900009917, "13900009917"),
        (13900009917.0, "13900009917"),
        ("139-0000-9620", "13900009620"),
        ("+86 139 0000 9620", "13900009620"),
        ("１３９００００９９１７", "13900009917"),
        ("021-57311540", "021-57311540"),
        ("(021)57311540", "021-57311540"),
        ("02157311540", "021-57311540"),
        ("57311540转801", "57311540-801"),
        ("400-820-8820", "400-820-8820"),
        ("12345", "12345"),
    ],
)
def test_a_phone_number_is_text_in_one_form(value, phone):
    assert cells.parse_phone(value) == Parsed(phone)


def test_of_two_phone_numbers_the_first_is_taken():
    assert cells.parse_phone("13900001111/13900002222") == Parsed("13900001111", "写了 2 个号码，只取第一个")


@pytest.mark.parametrize(
    "value", ["张三 13900001111", "张三（13900001111）", "13900001111张三", "张　三、电话：13900001111"]
)
def test_a_contact_is_a_name_and_a_number(value):
    assert cells.parse_contact(value) == Parsed(Contact("张三", "13900001111"))


def test_a_contact_without_a_number_is_a_name():
    assert cells.parse_contact("张三") == Parsed(Contact("张三", None), "没有写电话")


@pytest.mark.parametrize(
    "value", ["1131011674703654AL", "１１３１ 0116 7470 3654 al", "1131011674703654Al\n"]
)
def test_a_credit_code_is_eighteen_checked_characters(value):
    assert cells.parse_credit_code(value) == Parsed("1131011674703654AL")


def test_the_check_character_is_that_of_the_standard():
    """The worked example of GB 32100-2015."""
    assert check_character("91350100M000100Y4") == "3"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  张　三\n李四 ", "张 三 李四"),
        ("Ａ区，１号（甲）", "A区，1号（甲）"),
        ("甲\x00\ud800\u200b乙_x000D_", "甲 乙"),
        (3.0, "3"),
        (True, "是"),
        (MIDNIGHT, "2024-06-06"),
        ("／", None),
        ("——", None),
        ("无", None),
        (None, None),
    ],
)
def test_text_is_one_clean_line(value, text):
    assert cells.parse_text(value).value == text


def test_a_name_has_no_padding_between_its_characters():
    assert cells.parse_name("张　三").value == "张三"
    assert cells.parse_name("A B 公司").value == "A B 公司"


@pytest.mark.parametrize(
    ("value", "answer"), [("是", True), ("√", True), (False, False), ("无", False), ("", None)]
)
def test_yes_and_no_are_read(value, answer):
    assert cells.parse_yes_no(value).value is answer
