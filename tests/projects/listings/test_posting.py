"""公示清单: what hangs on the notice board."""

import pytest

from tests import factories as make
from tests.portal.documents.papers import text_of

pytestmark = pytest.mark.django_db


def test_it_lists_what_is_public_without_persons(client):
    shown = {"contact_name": "张晓明", "contact_phone": "13812345678", "is_public": True}
    make.ProjectFactory(title="亮灯工程", summary="更新楼道照明", **shown)
    make.ProjectFactory(title="内部项目")
    client.force_login(make.staff_of())
    written = text_of(client.get("/postings/word/").content)
    assert "亮灯工程" in written
    assert "更新楼道照明" in written
    assert "共 1 条" in written
    for hidden in ("内部项目", "张晓明", "1381234", "138****"):
        assert hidden not in written


def test_the_page_shows_what_would_be_printed(client):
    make.ProjectFactory(title="亮灯工程", is_public=True)
    client.force_login(make.staff_of())
    page = client.get("/postings/").content.decode()
    assert "<p>朱泾镇 2026 年度项目清单</p>" in page
    assert "亮灯工程" in page


def test_a_list_that_is_not_there_is_not_found(client):
    make.ProjectFactory()
    client.force_login(make.staff_of())
    assert client.get("/postings/?list=poem").status_code == 404
    assert client.get("/postings/?year=1999").status_code == 404


def test_a_unit_is_told_where_to_look_instead(client):
    make.ProjectFactory()
    client.force_login(make.liaison_of(make.member()))
    assert "公开清单" in client.get("/postings/").content.decode()
