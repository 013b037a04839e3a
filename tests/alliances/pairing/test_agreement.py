"""协议书: a draft says so, what was proposed stays as it was, scans are kept beside it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse

from alliances.models import Agreement, Pairing
from alliances.pairing import actions
from alliances.pairing.agreement.actions import hand_in_scan
from alliances.pairing.agreement.keeping import agreement_of
from alliances.pairing.agreement.kind import builtin
from portal.documents.checking import check_template
from portal.files.access import may_see
from portal.permits import may
from portal.refusals import Forbidden
from portal.workflow.models import Step
from tests import factories as make
from tests.access.world import picture
from tests.alliances.pairing.world import a_world, draft, refused, standing
from tests.portal.documents.papers import opened, paper_with, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world(kinds):
    return a_world(every_months=1, purpose="资源共享、优势互补")


def scan(name="签章件.png"):
    return SimpleUploadedFile(name, picture())


def text(pairing, by, **asked):
    return text_of(agreement_of(pairing, by=by, **asked)[0])


def proposed(world):
    pairing = draft(world, terms="组织联建。\n活动联办。")
    make.CommitmentFactory(pairing=pairing, ordinal=1, by_side="partner", what="法治讲堂", quantity=4)
    return actions.propose(pairing, by=world.secretary)


def test_an_agreement_names_both_sides_what_each_undertakes_and_the_term(world):
    make.PartyOrgFactory(unit=world.village, name="五龙村党总支", level="general_branch")
    pairing = proposed(world)
    said = text(pairing, world.secretary)
    for words in (
        f"编号：{pairing.number}",
        "甲方：五龙村（党组织：五龙村党总支）",
        "乙方：区财政局",
        "宗旨：资源共享、优势互补。",
        "活动联办。",
        "（二）乙方职责",
        "法治讲堂\n4 场次",
        "每月至少共同活动一次",
        "起至",
        "朱泾镇党建工作办公室",
    ):
        assert words in said
    assert "（一）甲方职责" not in said


def test_a_draft_says_so_in_its_name_and_its_head(world):
    content, name = agreement_of(draft(world), by=world.secretary)
    assert (name[:11], text_of(content)[:11]) == ("结对共建协议书（草案）",) * 2
    assert Agreement.objects.count() == 0


def test_what_was_proposed_is_said_for_ever(world):
    pairing = proposed(world)
    type(world.finance).objects.filter(pk=world.finance.pk).update(name="区财政和税务局")
    first, name = agreement_of(pairing, by=world.secretary)
    again, _ = agreement_of(pairing, by=world.staff)
    assert (first == again, "区财政局" in name, "区财政和税务局" in text_of(first)) == (True, True, False)


def test_each_proposal_is_an_edition_and_the_old_one_can_be_read(world):
    pairing = actions.send_back(proposed(world), by=world.other, reason="改为六场")
    pairing = actions.change_draft(pairing, by=world.secretary, terms="只办讲堂。")
    pairing = actions.propose(pairing, by=world.secretary)
    assert pairing.edition == 2
    now, before = text(pairing, world.staff), text(pairing, world.staff, edition=1)
    assert ("只办讲堂。" in now, "只办讲堂。" in before, "活动联办。" in before) == (True, False, True)
    assert agreement_of(pairing, by=world.staff)[1].endswith("第2版")


def test_an_edition_is_never_said_otherwise(world):
    proposed(world)
    with pytest.raises(IntegrityError, match="frozen"):
        Agreement.objects.update(words={})


def test_an_edition_there_never_was_is_not_found(world, client):
    pairing = proposed(world)
    client.force_login(world.secretary)
    url = reverse("pairing_agreement", args=[pairing.pk])
    answers = [client.get(url, {"edition": said}).status_code for said in ("1", "2", "0", "x", "")]
    assert answers == [200, 404, 404, 404, 200]


def test_the_portal_s_own_template_passes_the_check():
    target = BytesIO()
    builtin().save(target)
    check_template("pairing_agreement", target.getvalue())


def test_the_paper_ends_with_where_three_sign(world):
    paper = opened(agreement_of(proposed(world), by=world.staff)[0])
    assert [cell.text for cell in paper.tables[-1].rows[0].cells] == [
        "甲方（盖章）",
        "乙方（盖章）",
        "见证单位（盖章）",
    ]


def test_a_signed_scan_is_kept_and_in_the_trail(world):
    pairing = proposed(world)
    signed = hand_in_scan(pairing, scan(), by=world.other)
    assert (list(pairing.signed_agreements.all()), signed.edition) == ([signed], 1)
    step = Step.objects.about(pairing).latest("id")
    assert (step.verb, step.opinion) == ("scan", "签章件.png")


def test_the_same_scan_again_stays_one_and_another_stays_beside_it(world):
    pairing = standing(world, "filed")
    assert hand_in_scan(pairing, scan(), by=world.other) == hand_in_scan(pairing, scan(), by=world.secretary)
    hand_in_scan(pairing, SimpleUploadedFile("另.pdf", b"%PDF-1.4\n%%EOF\n"), by=world.other)
    assert pairing.signed_agreements.count() == 2


@pytest.mark.parametrize("state", ["drafted", "declined", "withdrawn", "lapsed"])
def test_what_is_no_fixed_text_takes_no_scan(world, state):
    pairing = standing(world, state)
    assert refused(lambda: hand_in_scan(pairing, scan(), by=world.other)) == "wrong_state"


def test_staff_say_on_what_basis_they_upload(world):
    pairing = proposed(world)
    assert refused(lambda: hand_in_scan(pairing, scan(), by=world.staff)) == "basis_needed"
    assert hand_in_scan(pairing, scan(), by=world.staff, basis="纸质").basis == "纸质"


def test_a_word_file_is_no_signed_agreement(world):
    unsigned = SimpleUploadedFile("协议.docx", paper_with("协议"))
    assert refused(lambda: hand_in_scan(proposed(world), unsigned, by=world.other)) == "not_scanned"


def test_others_of_the_street_neither_read_nor_upload(world):
    pairing = standing(world, "filed")
    file = hand_in_scan(pairing, scan(), by=world.other).file
    taxes = make.liaison_of(world.tax)
    assert Pairing.objects.visible_to(taxes).filter(pk=pairing.pk).exists()
    assert (may_see(taxes, file), may_see(world.secretary, file)) == (False, True)
    assert not may(taxes, "pairings.see_terms", pairing)
    with pytest.raises(Forbidden):
        hand_in_scan(pairing, scan(), by=taxes)


def test_the_page_takes_a_scan_and_keeps_what_was_wrong(world, client):
    pairing = proposed(world)
    client.force_login(world.other)
    url = reverse("pairing_scan", args=[pairing.pk])
    assert client.post(url, {}).status_code == 200
    answer = client.post(url, {"scan": scan()})
    assert (answer.status_code, pairing.signed_agreements.count()) == (302, 1)


def test_over_http_the_text_comes_and_the_scan_goes(world, client):
    pairing = proposed(world)
    client.force_login(world.other)
    got = client.get(f"/api/v1/pairings/{pairing.pk}/agreement/")
    assert (got.status_code, got["Content-Type"].endswith("document")) == (200, True)
    sent = client.post(f"/api/v1/pairings/{pairing.pk}/scan/", {"scan": scan()})
    assert (sent.status_code, sent.json()["edition"]) == (201, 1)
