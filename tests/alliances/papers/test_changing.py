"""Correcting, removing and restoring papers: who may, and what is refused whatever the form says."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from alliances.models import Document
from alliances.papers.actions import change_document, enter_document, remove_document, restore_document
from portal.models import StoredFile
from portal.refusals import Forbidden, Refusal
from tests import factories as make
from tests.access.world import picture

pytestmark = pytest.mark.django_db
REVERSED = {"period_from": dt.date(2026, 2, 1), "period_until": dt.date(2026, 1, 31)}
ONE_DAY = {"period_from": dt.date(2026, 2, 1), "period_until": dt.date(2026, 2, 1)}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def office(db):
    return make.staff_of()


@pytest.mark.parametrize("verb", [change_document, remove_document, restore_document])
def test_the_office_of_another_street_changes_nothing(verb, office):
    paper = remove_document(make.DocumentFactory(title="计划"), by=office)
    with pytest.raises(Forbidden):
        verb(paper, by=make.staff_of(make.RegionFactory()))
    paper.refresh_from_db()
    assert (paper.version, paper.removed_at is None) == (2, False)


def test_a_period_may_be_one_day_and_not_less(office):
    paper = change_document(make.DocumentFactory(), by=office, **ONE_DAY)
    with pytest.raises(Refusal) as refused:
        change_document(paper, by=office, **REVERSED)
    paper.refresh_from_db()
    assert (refused.value.code, paper.period_until) == ("period_reversed", ONE_DAY["period_until"])


def test_a_paper_with_a_reversed_period_is_not_entered(office):
    paper = make.DocumentFactory.build(region=make.street(), **REVERSED)
    with pytest.raises(Refusal) as refused:
        enter_document(paper, by=office)
    assert (refused.value.code, Document.objects.count()) == ("period_reversed", 0)


def test_it_is_known_who_entered_it_whoever_was_named_before(office):
    paper = make.DocumentFactory.build(region=make.street(), entered_by=make.UserFactory())
    assert enter_document(paper, by=office).entered_by == office


def test_a_correction_leaves_the_file_and_counts_the_version(office):
    scan = SimpleUploadedFile("计划.png", picture())
    paper = enter_document(make.DocumentFactory.build(region=make.street()), by=office, upload=scan)
    changed = change_document(paper, by=office, title="新计划")
    changed.refresh_from_db()
    assert (changed.title, changed.file, changed.version) == ("新计划", StoredFile.objects.get(), 2)


def test_over_http_it_is_entered_corrected_removed_and_restored(office, settings):
    settings.SECURE_SSL_REDIRECT = False
    api = APIClient()
    api.force_authenticate(office)
    sent = {"region": make.street().pk, "kind": "plan", "title": "计划", "issued_on": "2026-01-10"}
    here = f"/api/v1/documents/{api.post('/api/v1/documents/', sent, format='json').json()['id']}/"
    told = api.patch(here, {"title": "新计划", "version": 1}, format="json").json()
    assert (told["title"], told["file"], told["version"]) == ("新计划", None, 2)
    assert api.patch(here, {"title": "旧", "version": 1}, format="json").status_code == 409
    assert api.post(f"{here}remove/").json()["removed_at"] is not None
    assert api.post(f"{here}restore/").json()["removed_at"] is None
