"""签章件: which files are kept, with whom and on what basis."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.models import StoredFile
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from projects.claims.letters.actions import hand_in_letter
from projects.models import SignedLetter
from tests import factories as make
from tests.access.world import picture
from tests.portal.documents.papers import paper_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def claim(unit):
    return make.ClaimFactory(unit=unit, state="confirmed")


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("签章件.png", picture())


def test_the_trail_says_for_which_unit_and_on_what_basis(claim, office) -> None:
    letter = hand_in_letter(claim, scan(), by=office, basis="纸质")
    step = Step.objects.about(claim).latest("id")
    assert (letter.basis, step.basis, step.for_unit, step.by) == ("纸质", "纸质", claim.unit, office)


def test_the_same_scan_twice_is_one_file(claim, liaison) -> None:
    for _ in range(2):
        hand_in_letter(claim, scan(), by=liaison)
    assert StoredFile.objects.count() == 1
    assert Step.objects.about(claim).filter(verb="letter").count() == 1


def test_the_same_scan_for_another_claim_is_a_letter_of_its_own(claim, unit, liaison) -> None:
    other = make.ClaimFactory(unit=unit, state="confirmed")
    for each in (claim, other):
        hand_in_letter(each, scan(), by=liaison)
    assert sorted(SignedLetter.objects.values_list("claim", flat=True)) == [claim.pk, other.pk]


def test_nothing_is_kept_of_what_is_no_scan(claim, liaison) -> None:
    with pytest.raises(Refusal):
        hand_in_letter(claim, SimpleUploadedFile("认领书.docx", paper_with("认领书")), by=liaison)
    assert (StoredFile.objects.count(), SignedLetter.objects.count()) == (0, 0)


def test_the_office_of_another_street_hands_nothing_in(claim) -> None:
    with pytest.raises(Forbidden):
        hand_in_letter(claim, scan(), by=make.staff_of(make.RegionFactory()), basis="纸质")


def test_the_page_says_on_the_form_what_was_no_scan(client, claim, office) -> None:
    client.force_login(office)
    sent = {"scan": SimpleUploadedFile("认领书.docx", paper_with("认领书")), "basis": "纸质"}
    page = client.post(f"/claims/{claim.pk}/letter/", sent)
    assert "Word 文件不算签章件" in page.content.decode()


def test_a_signed_letter_says_of_which_claim_it_is():
    file = make.StoredFileFactory()
    assert str(SignedLetter(claim_id=7, file=file)) == f"7: {file}"
