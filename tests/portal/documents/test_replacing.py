"""Putting an office's template in place: who may, what file, and what stays of the one before."""

import pytest

from portal.documents.actions import replace_template, use_builtin
from portal.documents.models import Template
from portal.refusals import Forbidden, Refusal
from tests import factories as make
from tests.access.world import picture
from tests.portal.documents.papers import paper_with, text_of, upload_of

pytestmark = pytest.mark.django_db
LETTER, POSTING = "claim_letter", "posting"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def reviewer(db):
    return make.staff_of()


def in_use() -> list[tuple[str, str]]:
    rows = Template.objects.filter(in_use=True).order_by("pk")
    return list(rows.values_list("kind", "region__name"))


def test_what_is_taken_is_kept_byte_for_byte(reviewer):
    content = paper_with("一 {{ unit }}")
    kept = replace_template(LETTER, make.street(), upload_of(content), by=reviewer)
    assert kept.file.on_disk.read_bytes() == content


def test_the_one_before_stays_stored_and_is_not_in_use(reviewer):
    for line in ("一", "二"):
        replace_template(LETTER, make.street(), upload_of(paper_with(line)), by=reviewer)
    old, new = Template.objects.order_by("pk")
    assert (old.in_use, new.in_use, text_of(old.file.on_disk.read_bytes())) == (False, True, "一")


def test_other_kinds_and_other_streets_keep_theirs(reviewer):
    elsewhere = make.RegionFactory()
    replace_template(LETTER, elsewhere, upload_of(paper_with("一")), by=make.staff_of(elsewhere))
    replace_template(POSTING, make.street(), upload_of(paper_with("二")), by=reviewer)
    replace_template(LETTER, make.street(), upload_of(paper_with("三")), by=reviewer)
    use_builtin(LETTER, make.street(), by=reviewer)
    assert in_use() == [(LETTER, elsewhere.name), (POSTING, "朱泾镇")]


def test_a_photo_is_no_template(reviewer):
    with pytest.raises(Refusal) as refused:
        replace_template(LETTER, make.street(), upload_of(picture(), "模板.png"), by=reviewer)
    assert (refused.value.code, Template.objects.count()) == ("template_not_word", 0)


def test_only_the_reviewer_goes_back_to_the_portals_own(reviewer):
    replace_template(LETTER, make.street(), upload_of(paper_with("一")), by=reviewer)
    with pytest.raises(Forbidden):
        use_builtin(LETTER, make.street(), by=make.staff_of(roles=("handler",)))
    assert in_use() == [(LETTER, "朱泾镇")]
