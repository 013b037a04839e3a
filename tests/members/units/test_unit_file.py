"""一单位一档: each part as the person may see it, on the page, over HTTP and in Word."""

import pytest

from tests import factories as make
from tests.portal.documents.papers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    made = make.member("区财政局")
    made.enrolments.update(liaison_name="张晓明", liaison_phone="13812345678")
    project = make.ProjectFactory(title="亮灯工程")
    claim = make.ClaimFactory(unit=made, project=project, state="confirmed", promise="提供灯具")
    make.ContributionFactory(claim=claim, promised=5000)
    record = make.RecordFactory(summary="安装路灯")
    make.RecordShareFactory(record=record, unit=made, figures={"funds": "3000"})
    make.ClaimRecordFactory(claim=claim, record=record)
    return made


def parts_for(client, user, unit):
    client.force_login(user)
    parts = client.get(f"/api/v1/units/{unit.pk}/file/").json()["parts"]
    return {part["name"]: part["rows"] for part in parts}


def test_the_office_sees_every_part(client, unit):
    parts = parts_for(client, make.staff_of(), unit)
    assert parts["claims"][0]["promise"] == "提供灯具"
    assert parts["contributions"][0] | {"number": ""} == {
        "number": "",
        "project": "亮灯工程",
        "kind": "资金（元）",
        "promised": "5,000",
        "delivered": "3,000",
    }
    assert [row["summary"] for row in parts["records"]] == ["安装路灯"]


def test_contacts_are_masked_for_everybody(client, unit):
    (row,) = parts_for(client, make.staff_of(), unit)["enrolments"]
    assert (row["liaison"], row["phone"]) == ("张**", "138****5678")


def test_another_unit_sees_neither_terms_nor_contacts(client, unit):
    parts = parts_for(client, make.liaison_of(make.member("区税务局")), unit)
    assert (parts["claims"][0]["promise"], parts["contributions"]) == ("", [])
    assert (parts["enrolments"][0]["liaison"], parts["appointments"]) == ("", [])


def test_the_word_file_says_the_same_as_the_page(client, unit):
    client.force_login(make.staff_of())
    page = client.get(f"/units/{unit.pk}/file/").content.decode()
    written = text_of(client.get(f"/units/{unit.pk}/file/word/").content)
    for words in ("亮灯工程", "提供灯具", "138****5678", "安装路灯"):
        assert words in page
        assert words in written


@pytest.mark.parametrize("claims", [1, 3])
def test_more_claims_take_no_more_queries(client, unit, claims, django_assert_num_queries):
    for _ in range(claims - 1):
        make.ClaimFactory(unit=unit, state="confirmed")
    client.force_login(make.staff_of())
    client.get(f"/units/{unit.pk}/file/")
    with django_assert_num_queries(24):
        client.get(f"/units/{unit.pk}/file/")
