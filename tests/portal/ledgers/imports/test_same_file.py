"""The very same bytes handed in again: which earlier import is named."""

import pytest

from portal.ledgers.imports.actions import discard, same_file_before, take_back
from portal.ledgers.imports.pages import page_of
from tests import factories as make
from tests.portal.ledgers.imports.wizard import brought_in, sent, unit_book

pytestmark = pytest.mark.django_db


def test_of_several_the_last_one_before_is_named(clerk):
    raw = unit_book()
    first, second, third = (sent(raw, clerk) for _ in range(3))
    assert [same_file_before(each) for each in (first, second, third)] == [None, first, second]


def test_one_that_was_taken_back_or_let_be_counts_no_more(clerk):
    raw = unit_book()
    done = brought_in(raw, clerk)
    again = sent(raw, clerk)
    assert same_file_before(again) == done
    take_back(done, by=clerk)
    assert same_file_before(again) is None


def test_another_file_or_another_office_is_no_such_import(clerk):
    raw, elsewhere = unit_book(), make.RegionFactory()
    sent({"成员单位": [["单位名称", "单位类型"]]}, clerk)
    sent(raw, make.staff_of(elsewhere), elsewhere)
    assert same_file_before(sent(raw, clerk)) is None


def test_what_failed_still_counts_until_it_is_let_be(clerk):
    raw = unit_book()
    first, second = sent(raw, clerk), sent(raw, clerk)
    first.file.on_disk.unlink()
    type(first).objects.filter(pk=first.pk).update(state="failed", trouble="台账文件读不出来。")
    assert same_file_before(second) == first
    discard(first, by=clerk)
    assert same_file_before(second) is None


def test_its_page_names_the_earlier_one_until_it_came_in_itself(clerk):
    raw = unit_book()
    first, second = sent(raw, clerk), sent(raw, clerk)
    assert page_of(second, clerk)["same"] == first
    done = brought_in(raw, clerk)
    assert (done.state, page_of(done, clerk)["same"]) == ("imported", None)
