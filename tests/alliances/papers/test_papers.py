"""Papers of the office's own: kept, found, shared, put aside and brought back."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from alliances.models import Document
from alliances.papers.actions import change_document, enter_document, remove_document, restore_document
from portal.refusals import Forbidden, Refusal
from tests import factories as make
from tests.access.world import picture

pytestmark = pytest.mark.django_db

PLAN = {"kind": "plan", "title": "2026年工作计划", "issued_on": "2026-01-10"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def scan():
    return SimpleUploadedFile("计划.png", picture())


def titles(client, query=""):
    return [row["title"] for row in client.get(f"/api/v1/documents/{query}").json()["results"]]


def test_a_paper_is_entered_with_its_file(client):
    client.force_login(make.staff_of())
    sent = PLAN | {"region": make.street().pk, "upload": scan()}
    page = client.post("/documents/new/", sent, follow=True).content.decode()
    assert "2026年工作计划" in page
    assert Document.objects.get().file.original_name == "计划.png"


def test_what_was_typed_stays_when_the_period_is_reversed(client):
    client.force_login(make.staff_of())
    sent = PLAN | {"region": make.street().pk, "period_from": "2026-12-31", "period_until": "2026-01-01"}
    page = client.post("/documents/new/", sent).content.decode()
    assert "所属期的开始在结束之后" in page
    assert 'value="2026年工作计划"' in page


def test_only_the_streets_staff_enters_papers():
    paper = make.DocumentFactory.build(region=make.street())
    with pytest.raises(Forbidden):
        enter_document(paper, by=make.liaison_of(make.member()))


def test_units_see_what_is_shared_and_nothing_else(client):
    make.DocumentFactory(title="内部方案")
    make.DocumentFactory(title="公开通知", shared=True)
    make.DocumentFactory(title="撤下的通知", shared=True, removed_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    client.force_login(make.liaison_of(make.member()))
    assert titles(client) == ["公开通知"]


def test_papers_are_found_by_kind_year_and_words(client):
    make.DocumentFactory(title="计划", kind="plan", issued_on=dt.date(2025, 3, 1))
    make.DocumentFactory(title="总结", kind="summary", number="朱党办〔2026〕12号")
    client.force_login(make.staff_of())
    assert titles(client, "?kind=plan") == ["计划"]
    assert titles(client, "?year=2026") == ["总结"]
    assert titles(client, "?search=12号") == ["总结"]


def test_removing_is_undone_from_the_banner(client):
    paper = make.DocumentFactory()
    client.force_login(make.staff_of())
    client.post(f"/documents/{paper.pk}/remove/")
    assert titles(client) == []
    assert titles(client, "?standing=removed") == [paper.title]
    assert client.session["undo"]["url"] == f"/documents/{paper.pk}/restore/"
    client.post(f"/documents/{paper.pk}/restore/")
    assert titles(client) == [paper.title]


def test_removing_or_restoring_twice_changes_nothing_more():
    paper, staff = make.DocumentFactory(), make.staff_of()
    remove_document(paper, by=staff)
    removed = remove_document(paper, by=staff)
    restore_document(paper, by=staff)
    assert (removed.version, restore_document(paper, by=staff).version) == (2, 3)


def test_what_is_removed_is_brought_back_before_it_is_changed():
    paper, staff = make.DocumentFactory(), make.staff_of()
    remove_document(paper, by=staff)
    with pytest.raises(Refusal) as refused:
        change_document(paper, by=staff, title="新标题")
    assert refused.value.code == "removed"


def test_a_correction_with_an_old_version_overwrites_nothing(client):
    paper = make.DocumentFactory()
    client.force_login(make.staff_of())
    first, second = (PLAN | {"title": title, "version": 1} for title in ("甲", "乙"))
    client.post(f"/documents/{paper.pk}/edit/", first)
    page = client.post(f"/documents/{paper.pk}/edit/", second).content.decode()
    paper.refresh_from_db()
    assert paper.title == "甲"
    assert "已被修改" in page


def test_a_new_file_takes_the_place_of_the_one_before():
    paper, staff = make.DocumentFactory(), make.staff_of()
    old = change_document(paper, by=staff, upload=scan()).file
    assert change_document(paper, by=staff, upload=scan()).file != old


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"kind": "poem"}, "document_kind_known"),
        (
            {"period_from": dt.date(2026, 2, 1), "period_until": dt.date(2026, 1, 1)},
            "document_period_in_order",
        ),
    ],
)
def test_the_database_holds_what_a_paper_must_be(broken, name):
    with pytest.raises(IntegrityError, match=name):
        make.DocumentFactory(**broken)


@pytest.mark.parametrize("papers", [1, 3])
def test_a_longer_list_takes_no_more_queries(client, papers, django_assert_num_queries):
    make.DocumentFactory.create_batch(papers)
    client.force_login(make.staff_of())
    client.get("/documents/")
    with django_assert_num_queries(8):
        client.get("/documents/")
