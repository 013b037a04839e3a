"""The page and the command that hand out an office's ledgers: to whom, what is in, what is written down."""

import io

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from portal.audit.models import PersonalDataView
from tests.factories import (
    YEAR,
    DraftProjectFactory,
    EnrolmentFactory,
    ProjectFactory,
    UserFactory,
    appoint,
    category,
    liaison_of,
    member,
    staff_of,
    street,
)
from tests.portal.ledgers.handing_out.handing import HEADER_ROW
from tests.portal.ledgers.importing import command, take

pytestmark = pytest.mark.django_db

PAGE = "/ledgers/export/"
KINDS = ["units", "resources", "needs", "projects", "pairings"]
CANARY = "13987654321"


@pytest.fixture
def town():
    unit = EnrolmentFactory(
        unit__name="区财政局", region=street(), liaison_name="金丝雀", liaison_phone=CANARY
    ).unit
    ProjectFactory(unit=unit, title="亮灯", contact_name="金丝雀", contact_phone=CANARY)
    return street()


def ask(client, region, **changes):
    data = {"region": region.pk, "year": YEAR, "content": "data", "kinds": KINDS, **changes}
    return client.post(PAGE, data)


def book_of(response):
    return load_workbook(io.BytesIO(b"".join(response.streaming_content)))


def words(book):
    return {str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None}


def test_the_office_gets_its_ledgers_without_names_and_phones(client, town):
    client.force_login(staff_of(roles=("handler",)))
    book = book_of(ask(client, town))
    assert book.sheetnames == ["成员单位", "资源清单", "需求清单", "项目清单", "结对共建", "填表说明"]
    assert {"朱泾镇区域化党建项目清单（2026年度）", "亮灯", "区财政局"} <= words(book)
    assert not {CANARY, "金丝雀"} & words(book)


def test_the_layout_is_that_of_offices(client, town):
    client.force_login(staff_of())
    sheet = book_of(ask(client, town))["项目清单"]
    assert min(map(str, sheet.merged_cells.ranges)).startswith("A1:")
    assert sheet["A2"].value.startswith("填报单位：朱泾镇")
    assert sheet["A5"].value.startswith("填表人：")
    assert (sheet.freeze_panes, sheet.page_setup.orientation, sheet.page_setup.paperSize) == (
        "A4",
        "landscape",
        9,
    )
    assert sheet["A3"].font.bold


def test_the_reviewer_gets_names_and_phones_with_a_reason_that_is_written_down(client, town):
    reviewer = staff_of()
    client.force_login(reviewer)
    book = book_of(ask(client, town, personal="on", reason="七月走访联络"))
    assert {CANARY, "金丝雀"} <= words(book)
    seen = PersonalDataView.objects.get()
    assert (seen.viewer, seen.subject_kind, seen.subject_id, seen.field, seen.reason) == (
        *(reviewer, "region", town.pk),
        *(f"ledgers {YEAR}", "七月走访联络"),
    )


@pytest.mark.parametrize("reason", ["", " 走访 "])
def test_without_a_reason_there_are_no_names(client, town, reason):
    client.force_login(staff_of())
    response = ask(client, town, personal="on", reason=reason)
    assert response.status_code == 400
    assert "导出联系人和电话要写明用途" in response.content.decode()
    assert not PersonalDataView.objects.exists()


def test_a_clerk_is_not_offered_names_and_gets_none_by_asking(client, town):
    client.force_login(staff_of(roles=("handler",)))
    assert "含联系人和电话" not in client.get(PAGE).content.decode()
    assert CANARY not in words(book_of(ask(client, town, personal="on", reason="七月走访联络")))


def test_a_reviewer_of_another_street_gets_no_names_of_this_one(client, town):
    other = street("枫泾镇", "310116102")
    user = staff_of(town, roles=("leader",))
    appoint(user, "reviewer", region=other)
    client.force_login(user)
    response = ask(client, town, personal="on", reason="七月走访联络")
    assert response.status_code == 400
    assert not PersonalDataView.objects.exists()


def test_whoever_only_oversees_gets_the_ledgers(client, town):
    client.force_login(appoint(UserFactory(), "supervisor", region=town))
    assert "亮灯" in words(book_of(ask(client, town)))


def test_a_unit_gets_no_ledgers(client, town):
    client.force_login(liaison_of(town.enrolments.get().unit))
    assert client.get(PAGE).status_code == 403
    assert ask(client, town).status_code == 403


def test_drafts_stay_in_unless_only_what_is_published_is_wanted(client, town):
    DraftProjectFactory(unit=member("区教育局"), title="还没好")
    client.force_login(staff_of())
    assert "还没好" in words(book_of(ask(client, town)))
    assert "还没好" not in words(book_of(ask(client, town, content="shown")))


def test_only_the_sheets_that_were_chosen_are_in(client, town):
    client.force_login(staff_of())
    assert book_of(ask(client, town, kinds=["needs"])).sheetnames == ["需求清单", "填表说明"]


def test_an_empty_ledger_has_headers_choices_and_room(client, town):
    category("project", "建设管理")
    client.force_login(staff_of())
    raw = b"".join(ask(client, town, content="empty").streaming_content)
    sheet = load_workbook(io.BytesIO(raw))["项目清单"]
    assert sheet.max_row == HEADER_ROW + 30 + 1
    rules = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {'"建设管理"', '"新认领,续认领"'}
    assert take(raw).as_json()["sheets"]["项目清单"]["read"] == 0


def test_long_choices_stand_on_a_hidden_sheet_that_importing_passes_over(client, town):
    names = [f"第{n}类需要整治的公共环境" for n in range(30)]
    for name in names:
        category("project", name)
    client.force_login(staff_of())
    raw = b"".join(ask(client, town).streaming_content)
    book = load_workbook(io.BytesIO(raw))
    assert book["选项（系统）"].sheet_state == "hidden"
    assert {cell.value for cell in book["选项（系统）"]["A"]} >= set(names)
    assert take(raw).as_json()["not_read"] == []


def test_what_was_typed_survives_a_refusal(client, town):
    client.force_login(staff_of())
    body = ask(client, town, personal="on", reason="走访", year=2025).content.decode()
    assert 'value="2025"' in body
    assert 'value="走访"' in body


def test_the_command_writes_a_workbook_that_the_other_command_takes(town, tmp_path):
    file = tmp_path / "台账.xlsx"
    call_command("export_ledger", str(file), "--region", town.code, "--year", str(YEAR), stdout=io.StringIO())
    sheets = command(file, "--commit")["sheets"]
    assert sheets["项目清单"]["unchanged"] == 1
    assert CANARY not in words(load_workbook(file))


def test_the_command_gives_names_only_for_somebody_with_the_right_and_a_reason(town, tmp_path):
    file = tmp_path / "台账.xlsx"
    reviewer, clerk = staff_of(), staff_of(roles=("handler",))
    asked = [str(file), "--region", town.code, "--year", str(YEAR), "--personal"]
    with pytest.raises(CommandError, match="--by"):
        call_command("export_ledger", *asked)
    with pytest.raises(CommandError):
        call_command("export_ledger", *asked, "--by", clerk.username, "--reason", "七月走访联络")
    assert not list(tmp_path.iterdir())
    call_command(
        "export_ledger", *asked, "--by", reviewer.username, "--reason", "七月走访", stdout=io.StringIO()
    )
    assert CANARY in words(load_workbook(file))
    assert PersonalDataView.objects.get().viewer == reviewer


def test_the_command_says_what_is_wrong_with_place_and_year(town, tmp_path):
    with pytest.raises(CommandError, match="没有代码为 999"):
        call_command("export_ledger", str(tmp_path / "x.xlsx"), "--region", "999", "--year", "2026")
    with pytest.raises(CommandError, match="年度应在"):
        call_command("export_ledger", str(tmp_path / "x.xlsx"), "--region", town.code, "--year", "26")
    with pytest.raises(CommandError, match="不能写入"):
        call_command("export_ledger", str(tmp_path / "no/x.xlsx"), "--region", town.code, "--year", "2026")
