"""How far taking a ledger in is, told in rows of the workbook."""

import pytest

from portal.ledgers import progress
from portal.ledgers.progress import RowProgress
from portal.ledgers.taking import Intake, take_ledger
from tests.factories import YEAR, street
from tests.portal.ledgers.importing import PROJECTS, UNITS, book

LEDGER = {
    "成员单位": [UNITS, *([n, "机关", f"第{n}单位"] for n in range(1, 5))],
    "项目清单": [PROJECTS, *([n, "民生", f"第{n}项目", f"第{n}单位"] for n in range(1, 4))],
}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int, str]]:
    """What is told to whom `tell` is `told.append`, every two rows."""
    monkeypatch.setattr(progress, "EVERY", 2)
    return []


def counting(told: list, **more: int) -> RowProgress:
    return RowProgress(lambda *said: told.append(said), **more)


def test_rows_are_told_now_and_then_while_they_are_gone_through(told):
    counted = counting(told)
    counted.begin("正在读取", done=10, total=20)
    assert list(counted.through("abcde")) == list("abcde")
    assert told == [(10, 20, "正在读取"), (12, 20, "正在读取"), (14, 20, "正在读取")]


def test_more_rows_than_were_expected_are_never_told(told):
    assert list(counting(told, total=3).through("abcd")) == list("abcd")
    assert told == [(2, 3, ""), (3, 3, "")]


def test_nothing_expected_is_told_as_one_step(told):
    counting(told).begin("正在核对", done=0, total=0)
    assert told == [(0, 1, "正在核对")]


@pytest.mark.django_db
def test_a_ledger_is_told_of_while_it_is_read_and_while_it_is_brought_in(told, kinds):
    take_ledger(book(LEDGER), Intake(street(), YEAR, progress=counting(told)), commit=True)
    assert told == [
        (0, 1, "正在打开工作簿"),
        *((done, 9, "正在读取“成员单位”") for done in (0, 2, 4)),
        *((done, 9, "正在读取“项目清单”") for done in (5, 7, 9)),
        *((done, 7, "正在核对“成员单位”") for done in (0, 2, 4)),
        *((done, 7, "正在核对“项目清单”") for done in (4, 6)),
    ]
