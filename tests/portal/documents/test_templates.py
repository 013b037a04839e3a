"""The office's own templates: what is taken, what is refused, and that nothing in them runs."""

import pytest
from django.db import IntegrityError

from portal.documents.actions import replace_template, use_builtin
from portal.documents.checking import check_template
from portal.documents.kinds import DOCUMENT_KINDS
from portal.documents.making import builtin_template, filled, template_in_use
from portal.documents.models import Template
from portal.documents.preview import preview_of
from portal.files.refusals import FileRefused
from portal.refusals import Forbidden, Refusal
from tests import factories as make
from tests.portal.documents.papers import paper_with, text_of, upload_of

LETTER = "claim_letter"

RUNAWAYS = (
    "{{ ''.__class__ }}",
    "{{ unit.__class__.__mro__ }}",
    "{{ unit.upper() }}",
    "{{ unit ~ unit }}",
    "{{ unit * 1000000 }}",
    "{% set a = unit %}{{ a }}",
    "{% for a in 'xxxxxxxx' %}{{ a }}{% endfor %}",
    "{% for a in targets %}{% for b in targets %}{% for c in targets %}x{% endfor %}{% endfor %}{% endfor %}",
    "{% macro a() %}{% endmacro %}",
    "{{ unit|attr('__class__') }}",
    "{% if unit %}",
)


def kinds():
    return DOCUMENT_KINDS.names()


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("template", RUNAWAYS)
def test_a_template_only_fills_in_words(template):
    with pytest.raises(Refusal) as refused:
        check_template(LETTER, paper_with(template))
    assert refused.value.code == "template_broken"


def test_an_unknown_placeholder_is_named_with_the_nearest_known_one():
    with pytest.raises(Refusal, match="“projekt”（是不是“project”？）") as refused:
        check_template(LETTER, paper_with("{{ projekt }}"))
    assert refused.value.code == "template_unknown_placeholder"


def test_functions_of_the_engine_are_unknown_placeholders():
    with pytest.raises(Refusal, match=r"“range”.*“unit2”"):
        check_template(LETTER, paper_with("{{ range }}", "{{ unit2 }}"))


def test_an_unknown_column_of_a_row_is_named():
    with pytest.raises(Refusal, match="表格的一行里没有“nmae”这一栏"):
        check_template(LETTER, paper_with("{% for row in targets %}{{ row.nmae }}{% endfor %}"))


def test_a_file_that_is_no_word_file_is_refused():
    with pytest.raises(Refusal) as refused:
        check_template(LETTER, b"PK\x03\x04 nothing")
    assert refused.value.code == "template_unreadable"


@pytest.mark.parametrize("kind", ["claim_letter", "unit_file", "posting"])
def test_the_portals_own_template_passes_its_own_check(kind):
    check_template(kind, builtin_template(kind))


@pytest.mark.parametrize("kind", ["claim_letter", "unit_file", "posting"])
def test_every_placeholder_of_the_portals_own_template_is_explained(kind):
    assert all(each.meaning for each in DOCUMENT_KINDS[kind].placeholders().values())


def test_what_is_filled_in_stays_text():
    content = filled(paper_with("{{ unit }}"), {"unit": "<w:p/> {{ street }} & \x00财政局"})
    assert text_of(content) == "<w:p/> {{ street }} & 财政局"


def test_the_preview_keeps_text_and_tables_and_nothing_else():
    shown = preview_of(paper_with("<script>alert(1)</script>"))
    assert shown == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


@pytest.mark.django_db
def test_an_offices_template_is_used_until_the_portals_own_is_wanted_again(media):
    reviewer, street = make.staff_of(), make.street()
    replace_template(LETTER, street, upload_of(paper_with("本街道：{{ unit }}")), by=reviewer)
    assert text_of(template_in_use(LETTER, street)) == "本街道：{{ unit }}"
    use_builtin(LETTER, street, by=reviewer)
    assert text_of(template_in_use(LETTER, street)) == text_of(builtin_template(LETTER))


@pytest.mark.django_db
def test_a_second_template_takes_the_place_of_the_first(media):
    reviewer, street = make.staff_of(), make.street()
    for line in ("一 {{ unit }}", "二 {{ unit }}"):
        replace_template(LETTER, street, upload_of(paper_with(line)), by=reviewer)
    assert text_of(template_in_use(LETTER, street)) == "二 {{ unit }}"


@pytest.mark.django_db
def test_the_database_holds_one_template_in_use_of_each_kind(media):
    one = replace_template(LETTER, make.street(), upload_of(paper_with("一")), by=make.staff_of())
    with pytest.raises(IntegrityError, match="template_one_in_use"):
        Template.objects.create(kind=LETTER, region=one.region, file=one.file, by=one.by)


@pytest.mark.django_db
def test_a_template_counts_in_its_own_street_only(media):
    replace_template(LETTER, make.street(), upload_of(paper_with("本街道")), by=make.staff_of())
    elsewhere = make.RegionFactory()
    assert text_of(template_in_use(LETTER, elsewhere)) == text_of(builtin_template(LETTER))


@pytest.mark.django_db
def test_only_the_reviewer_changes_templates(media):
    with pytest.raises(Forbidden):
        replace_template(
            LETTER, make.street(), upload_of(paper_with("x")), by=make.staff_of(roles=("handler",))
        )


@pytest.mark.django_db
def test_what_is_no_word_file_is_refused_before_it_is_opened(media):
    with pytest.raises(FileRefused):
        replace_template(LETTER, make.street(), upload_of(b"not a file we take"), by=make.staff_of())


@pytest.mark.django_db
def test_the_page_says_what_is_wrong_with_an_upload(client, media):
    client.force_login(make.staff_of())
    page = client.post(
        f"/documents/templates/{LETTER}/", {"file": upload_of(paper_with("{{ projekt }}"))}
    ).content.decode()
    assert "“projekt”（是不是“project”？）" in page


@pytest.mark.django_db
def test_the_page_takes_a_template_and_shows_it(client, media):
    client.force_login(make.staff_of())
    address = f"/documents/templates/{LETTER}/"
    page = client.post(address, {"file": upload_of(paper_with("本街道的{{ heading }}"))}, follow=True)
    assert "<p>本街道的认领书</p>" in page.content.decode()
    back = client.post(f"{address}builtin/", follow=True).content.decode()
    assert "本街道的认领书" not in back
