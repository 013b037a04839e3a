"""What a pair did together: recorded on a page, put where it belongs, and taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.alliances.pairing.world import a_world, shown, standing, visited

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


def records_on(page):
    """The panel of records, without what the trail says of them."""
    return page.split('id="records"')[1].split("流转记录")[0]


def test_a_visit_is_recorded_and_its_commitment_chosen_with_one_press(client, world, running):
    client.force_login(world.other)
    page = visited(client, running)
    record = running.records.get()
    assert "待归入的纪实" in page
    lecture = running.commitments.get(what="党课")
    page = shown(client, f"/pairings/{running.pk}/link/", record=record.pk, commitments=lecture.pk)
    assert "待归入的纪实" not in page
    assert list(lecture.records.all()) == [record]
    assert "联合党课" in shown(client, f"/pairings/{running.pk}/?of={lecture.pk}")
    other = running.commitments.get(what="走访")
    assert "联合党课" not in records_on(shown(client, f"/pairings/{running.pk}/?of={other.pk}"))


def test_a_record_of_another_month_is_left_out_where_a_month_is_asked_for(client, world, running):
    client.force_login(world.other)
    visited(client, running)
    records = records_on(shown(client, f"/pairings/{running.pk}/?month=2025-01"))
    assert "联合党课" not in records
    assert "看全部 1 条" in records


def test_linking_is_taken_back(client, world, running):
    client.force_login(world.other)
    visited(client, running)
    record = running.records.get()
    shown(client, f"/pairings/{running.pk}/unlink/{record.pk}/", x=1)
    assert not running.records.exists()


def test_a_visit_with_nobody_in_it_is_not_taken(client, world, running):
    client.force_login(world.other)
    page = visited(client, running, **{f"took_{world.finance.pk}": ""})
    assert ("请至少勾选一家参与单位" in page, running.records.count()) == (True, 0)


def test_nothing_is_recorded_before_it_was_filed(client, world):
    client.force_login(world.other)
    answer = client.get(f"/pairings/{standing(world, 'agreed').pk}/record/")
    assert (answer.status_code, "不能登记纪实" in answer.content.decode()) == (409, True)


def test_evidence_that_cannot_be_kept_is_told_and_the_visit_stays(client, world, running):
    client.force_login(world.other)
    page = visited(client, running, evidence=SimpleUploadedFile("名单.exe", b"MZ"))
    assert ("“名单.exe”：" in page, "已登记共建纪实" in page) == (True, True)
