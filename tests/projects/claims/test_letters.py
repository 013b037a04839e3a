"""认领书: written from the claim, handed back signed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from projects.claims.letters.actions import hand_in_letter
from projects.claims.letters.kind import write_letter
from tests import factories as make
from tests.access.world import picture
from tests.portal.documents.papers import paper_with, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def claim():
    project = make.ProjectFactory(title="钟楼居民区亮灯项目", due_on="2026-12-31")
    make.TargetFactory(project=project)
    terms = {"promise": "提供灯具", "amount": "12000.00", "part": "lead"}
    made = make.ClaimFactory(project=project, unit=make.member("区财政局"), state="confirmed", **terms)
    made.refresh_from_db()
    return made


def scan(name="签章件.png"):
    return SimpleUploadedFile(name, picture())


def test_the_letter_says_who_takes_on_what_until_when(claim):
    said = text_of(write_letter(claim, by=None))
    for words in (
        "认领书",
        "经研究，区财政局以牵头身份认领下列项目",
        f"编号：{claim.project.number}",
        "提供灯具。承诺资金12,000元。",
        "2026年12月31日。",
        "路灯\n32\n盏",
    ):
        assert words in said


def test_an_intention_prints_as_such(claim):
    intention = make.ClaimFactory(state="intention")
    assert text_of(write_letter(intention, by=None)).startswith("认领意向书")


def test_a_signed_letter_is_kept_with_the_claim_and_in_its_trail(claim):
    liaison = make.liaison_of(claim.unit)
    letter = hand_in_letter(claim, scan(), by=liaison)
    assert list(claim.signed_letters.all()) == [letter]
    step = Step.objects.about(claim).latest("id")
    assert (step.verb, step.opinion) == ("letter", "签章件.png")


def test_the_same_scan_again_stays_one(claim):
    liaison = make.liaison_of(claim.unit)
    assert hand_in_letter(claim, scan(), by=liaison) == hand_in_letter(claim, scan(), by=liaison)
    assert claim.signed_letters.count() == 1


def test_staff_say_on_what_basis_they_upload_for_a_unit(claim):
    with pytest.raises(Refusal) as refused:
        hand_in_letter(claim, scan(), by=make.staff_of())
    assert refused.value.code == "basis_needed"


def test_a_word_file_is_no_signed_letter(claim):
    unsigned = SimpleUploadedFile("认领书.docx", paper_with("认领书"))
    with pytest.raises(Refusal) as refused:
        hand_in_letter(claim, unsigned, by=make.liaison_of(claim.unit))
    assert refused.value.code == "letter_not_scanned"


def test_another_unit_neither_reads_nor_hands_in(client, claim):
    stranger = make.liaison_of(make.member("区税务局"))
    with pytest.raises(Forbidden):
        hand_in_letter(claim, scan(), by=stranger)
    client.force_login(stranger)
    assert client.get(f"/claims/{claim.pk}/letter/").status_code == 403


def test_the_page_of_the_project_leads_to_the_letter_and_the_signed_one(client, claim):
    liaison = make.liaison_of(claim.unit)
    client.force_login(liaison)
    client.post(f"/claims/{claim.pk}/letter/", {"scan": scan()})
    signed = claim.signed_letters.get()
    page = client.get(f"/projects/{claim.project_id}/").content.decode()
    assert f'href="/claims/{claim.pk}/letter/"' in page
    assert f'href="/files/{signed.file_id}/"' in page
    assert b"".join(client.get(f"/files/{signed.file_id}/")) != b""


def test_the_letter_is_downloaded_as_a_word_file(client, claim):
    client.force_login(make.liaison_of(claim.unit))
    answer = client.get(f"/claims/{claim.pk}/letter/word/")
    assert "钟楼居民区亮灯项目" in text_of(answer.content)


def test_a_claim_that_waits_for_the_unit_leads_staff_to_the_confirmation(client):
    waiting = make.ClaimFactory(
        unit=make.member("区财政局"), state="pending_unit", answer_until="2099-01-01T00:00Z"
    )
    client.force_login(make.staff_of())
    page = client.get(f"/claims/{waiting.pk}/letter/").content.decode()
    assert f"/claims/{waiting.pk}/do/endorse/" in page
