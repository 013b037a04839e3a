"""报送快照: kept as reported, refused to everybody who would change it, compared with today."""

from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from portal.ledgers.snapshots.actions import take_snapshot
from portal.ledgers.snapshots.differences import differences
from portal.ledgers.snapshots.freezing import digest_of
from portal.ledgers.snapshots.models import Snapshot
from portal.refusals import Forbidden
from projects.listings.models import Project
from tests import factories as make

pytestmark = pytest.mark.django_db
PHONE = "13900130001"


@pytest.fixture
def office():
    return make.staff_of()


@pytest.fixture
def project():
    return make.ProjectFactory(
        unit=make.neighbourhood(), title="亮灯工程", contact_name="王五", contact_phone=PHONE
    )


@pytest.fixture
def snapshot(office, project):
    return make.SnapshotFactory(reported_to="区委组织部", by=office)


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db(transaction=True)
def test_it_keeps_what_is_published_without_names_and_phones(office, project) -> None:
    make.DraftProjectFactory(unit=project.unit, title="还没发布")
    snapshot = take_snapshot(make.street(), year=make.YEAR, title="三季度", by=office)
    said = str(snapshot.sheets)
    assert [word in said for word in ("亮灯工程", "王五", PHONE, "还没发布")] == [True, False, False, False]
    assert (snapshot.sha256, snapshot.is_whole) == (digest_of(snapshot.sheets), True)


def test_only_those_who_keep_the_ledgers_take_one(project) -> None:
    for user in (make.liaison_of(project.unit), make.staff_of(make.street("枫泾镇", "310116102"))):
        with pytest.raises(Forbidden):
            take_snapshot(make.street(), year=make.YEAR, title="三季度", by=user)


@pytest.mark.parametrize("sql", ["UPDATE portal_snapshot SET title = '改'", "DELETE FROM portal_snapshot"])
def test_the_database_refuses_to_change_or_remove_it(snapshot, sql: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql)
    assert Snapshot.objects.get().title == "三季度"


def test_content_that_was_tampered_with_no_longer_fits_its_digest(snapshot) -> None:
    snapshot.sheets[0]["tab"] = "别的"
    assert not snapshot.is_whole


def test_its_page_says_what_changed_since(office, snapshot, project) -> None:
    client, page = browser(office), reverse("ledger_snapshot", args=[snapshot.pk])
    assert "与今天的台账一致" in client.get(page).content.decode()
    Project.objects.filter(pk=project.pk).update(place="五龙村口")
    make.ProjectFactory(unit=project.unit, title="护河")
    (sheet,) = client.get(page).context["sheets"]
    assert [row.cells for row in sheet.changed] == [[("地点", "", "五龙村口")]]
    assert ([name[-2:] for name in sheet.added], sheet.gone) == (["护河"], [])


def test_it_is_downloaded_as_it_was_reported(office, snapshot, project) -> None:
    Project.objects.filter(pk=project.pk).update(title="改了名")
    answer = browser(office).get(reverse("ledger_snapshot_workbook", args=[snapshot.pk]))
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = [cell for tab in book for row in tab.iter_rows(values_only=True) for cell in row]
    assert ("亮灯工程" in cells, "改了名" in cells) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_the_form_takes_one_and_keeps_what_was_typed(office, project) -> None:
    client, url = browser(office), reverse("ledger_snapshots")
    sent = {"region": make.street().pk, "year": make.YEAR, "title": "", "reported_to": "区委组织部"}
    refused = client.post(url, sent)
    assert (refused.status_code, "区委组织部" in refused.content.decode()) == (400, True)
    assert client.post(url, sent | {"title": "年报"}).status_code == 302
    assert "年报" in client.get(url).content.decode()


def test_another_street_does_not_see_it(snapshot) -> None:
    client = browser(make.staff_of(make.street("枫泾镇", "310116102")))
    for name in ("ledger_snapshot", "ledger_snapshot_workbook"):
        assert client.get(reverse(name, args=[snapshot.pk])).status_code == 404


def sheet(*rows: list[str]) -> list[dict]:
    return [{"tab": "项目清单", "headers": ["序号", "系统编号", "项目名称"], "rows": list(rows)}]


def test_a_row_that_only_moved_is_no_difference() -> None:
    before = sheet(["1", "项-1", "亮灯"], ["2", "项-2", "护河"])
    now = sheet(["1", "项-2", "护河"], ["2", "项-1", "亮灯"])
    assert [each.is_empty for each in differences(before, now)] == [True]


def test_rows_that_are_gone_are_named() -> None:
    (found,) = differences(sheet(["1", "项-1", "亮灯"]), sheet())
    assert (found.gone, found.added) == (["项-1 亮灯"], [])
