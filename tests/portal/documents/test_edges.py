"""Documents at their edges: what a preview leaves out, what a sandbox compiles, what a row is called."""

from io import BytesIO

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from portal.documents.actions import replace_template
from portal.documents.layout import add_text, new_paper
from portal.documents.making import filled, template_in_use
from portal.documents.preview import preview_of
from portal.documents.sandbox import TemplateSandbox
from tests import factories as make
from tests.access.world import picture
from tests.portal.documents.papers import paper_with, text_of, upload_of

LETTER = "claim_letter"


def saved(paper) -> bytes:
    target = BytesIO()
    paper.save(target)
    return target.getvalue()


def test_a_preview_shows_line_breaks_and_neither_pictures_nor_links():
    paper = new_paper()
    run = add_text(paper, "一").runs[0]
    run.add_break()
    run.add_text("二")
    run.add_picture(BytesIO(picture()))
    link = f'<w:hyperlink {nsdecls("w")} w:anchor="x"><w:r><w:t>三</w:t></w:r></w:hyperlink>'
    paper.paragraphs[0]._p.append(parse_xml(link))
    assert preview_of(saved(paper)) == "<p>一<br>二三</p>"


def test_what_is_compiled_already_is_no_template():
    with pytest.raises(TemplateSyntaxError):
        TemplateSandbox().from_string(nodes.Template([]))


@pytest.mark.parametrize(
    ("value", "written"), [(None, ""), ("一\x0b二", "一二"), ([{"a": "\x00丙"}], "丙"), (("<b>",), "<b>")]
)
def test_whatever_is_filled_in_is_text_a_word_file_can_hold(value, written):
    loop = "{% for row in x %}{{ row.a }}{% endfor %}" if isinstance(value, list) else "{{ x }}"
    loop = "{% for row in x %}{{ row }}{% endfor %}" if isinstance(value, tuple) else loop
    assert text_of(filled(paper_with(loop), {"x": value})) == written


@pytest.mark.django_db
def test_the_page_hands_out_the_template_in_use_or_the_portals_own(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    reviewer, street = make.staff_of(), make.street()
    own = replace_template(LETTER, street, upload_of(paper_with("本街道")), by=reviewer)
    client.force_login(reviewer)
    here = f"/documents/templates/{LETTER}/file/?region={street.code}"
    assert client.get(here).content == template_in_use(LETTER, street)
    assert "本街道" not in text_of(client.get(f"{here}&builtin=1").content)
    assert str(own) == "claim_letter 模板.docx"


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["region=000000", "region="])
def test_a_street_that_is_not_among_ones_own_is_not_found(client, query):
    client.force_login(make.staff_of())
    assert client.get(f"/documents/templates/?{query}").status_code == 404


@pytest.mark.django_db
def test_a_kind_of_document_that_is_none_is_not_found(client):
    client.force_login(make.staff_of())
    assert client.get("/documents/templates/poem/").status_code == 404
