"""The three pages of an import, and who gets to see them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.models import Enrolment
from portal.files.models import StoredFile
from projects.models import Project
from tests.factories import liaison_of, member, neighbourhood, staff_of, street
from tests.portal.ledgers import workbooks
from tests.portal.ledgers.importing import PROJECTS, UNITS, book, door_held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]

LEDGER = {
    "成员单位": [UNITS, [1, "机关", "区财政局", "张三", "1390000ABCD"], [2, "机关", "区财政局"]],
    "项目清单": [PROJECTS, [1, "建设管理", "亮灯工程", "区财政局", "32盏", 2, ""]],
    "附记": [["写着玩的"]],
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def clerk(client):
    user = staff_of(roles=("handler",))
    client.force_login(user)
    return user


def upload(client, raw=None, **changes):
    raw = book(LEDGER) if raw is None else raw
    file = SimpleUploadedFile("朱泾台账.xlsx", raw)
    return client.post(
        reverse("ledger_import"), {"region": street().pk, "year": 2026, "file": file, **changes}
    )


def test_what_was_understood_is_shown_and_nothing_is_written(client, clerk):
    response = client.get(upload(client).url)
    text = response.content.decode()
    assert response.status_code == 200
    for words in (
        "与“成员单位”第 2 行是同一家单位",
        "电话里有不是数字的字符",
        "1390000ABCD",
        "附记",
        "可认领家数",
    ):
        assert words in text
    assert "导入正确的 2 行" in text
    assert Enrolment.objects.count() == Project.objects.count() == 0


def test_the_good_rows_go_in_when_the_person_says_so(client, clerk):
    check = upload(client).url
    response = client.post(check, follow=True)
    assert response.redirect_chain == [(f"{check}done/", 302)]
    text = response.content.decode()
    drafts = f"{reverse('projects')}?region={street().pk}&amp;year=2026&amp;state=draft"
    assert "台账已导入" in text
    assert drafts in text
    assert Project.objects.get().entered_by == clerk
    assert Enrolment.objects.get().unit.name == "区财政局"


def test_a_ledger_that_is_in_already_offers_no_button(client, clerk):
    check = upload(client).url
    client.post(check)
    text = client.get(check).content.decode()
    assert "导入正确的" not in text
    assert "没有可以导入的行" in text


def test_the_result_page_without_a_result_leads_back(client, clerk):
    check = upload(client).url
    assert client.get(f"{check}done/").url == check


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (workbooks.ENCRYPTED, "文件加了密码。请在 Excel 里取消密码、保存后再上传。"),
        (b"\x89PNG....", "这是一个图片，不是 Excel 工作簿。"),
        (workbooks.zip_bomb(), "文件压缩比异常"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_on_the_form(client, clerk, raw, said):
    response = upload(client, raw)
    assert response.status_code == 400
    assert said in response.content.decode()
    assert StoredFile.objects.count() == 0


def test_what_was_typed_stays_when_the_file_is_missing(client, clerk):
    response = upload(client, file="", year=2031)
    assert response.status_code == 400
    assert 'value="2031"' in response.content.decode()


def test_while_another_ledger_comes_in_one_is_asked_to_wait(client, clerk):
    check = upload(client).url
    with door_held(street()):
        response = client.post(check)
    assert response.status_code == 409
    assert "另一份台账正在导入" in response.content.decode()
    assert Enrolment.objects.count() == 0


def test_a_liaison_imports_nothing(client):
    client.force_login(liaison_of(member()))
    response = client.get(reverse("ledger_import"))
    assert response.status_code == 403
    assert "台账导入" not in client.get(reverse("home")).content.decode()


def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get(reverse("ledger_import")).status_code == 302


def test_another_streets_staff_sees_neither_street_nor_file(client, clerk):
    check = upload(client).url
    client.force_login(staff_of(street("枫泾镇", "310116102")))
    assert [client.get(check).status_code, client.post(check).status_code] == [404, 404]
    assert "朱泾镇" not in client.get(reverse("ledger_import")).content.decode()
    assert upload(client).status_code == 400


def test_the_menu_has_the_page_for_staff(client, clerk):
    assert reverse("ledger_import") in client.get(reverse("home")).content.decode()


def test_what_a_ledger_says_of_claims_is_on_the_page_of_the_project(client, clerk):
    neighbourhood("五龙村")
    head = [*PROJECTS[:4], "上年度认领单位"]
    raw = book({"项目清单": [head, [1, "建设管理", "亮灯工程", "五龙村", "示例公司"]]})
    client.post(upload(client, raw).url)
    page = client.get(reverse("project", args=[Project.objects.get().pk]))
    assert "上年度认领单位" in page.content.decode()
