"""`manage.py import_ledger`: what the ledger of 朱泾镇 comes to, once, twice and without --commit."""

import io

import pytest
from django.core.management import CommandError, call_command

from alliances.models import Pairing, Programme
from members.models import Enrolment, Unit, UnitKind
from portal.workflow.models import Step
from projects.models import Category, Need, Project, Resource, Target
from tests.portal.ledgers.importing import ZHUJING, command, divisions, shuffled_and_renamed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]

COUNTS = {"成员单位": 173, "资源清单": 67, "需求清单": 27, "项目清单": 112, "结对共建": 60}
MODELS = (Unit, UnitKind, Enrolment, Category, Resource, Need, Project, Target, Programme, Pairing, Step)


def counts(report: dict, name: str) -> dict[str, int]:
    return {tab: sheet[name] for tab, sheet in report["sheets"].items()}


def test_every_row_of_zhujings_ledger_comes_in():
    divisions()
    report = command(ZHUJING, "--commit")
    assert counts(report, "read") == counts(report, "created") == COUNTS
    assert counts(report, "rejected") == {tab: [] for tab in COUNTS}
    assert report["not_read"] == []
    assert [model.objects.count() for model in (Resource, Need, Project, Pairing)] == [67, 27, 112, 60]
    assert (Unit.objects.member_units().count(), Unit.objects.neighbourhoods().count()) == (143, 30)


def test_the_report_has_the_fields_of_the_contract():
    divisions()
    report = command(ZHUJING)
    assert report.keys() == {"sheets", "not_read"}
    sheet = report["sheets"]["需求清单"]
    assert list(sheet) == ["read", "created", "updated", "unchanged", "rejected", "warnings"]
    assert sheet["warnings"][0] == {
        "row": 10,
        "column": "受益人数",
        "value": "300余户",
        "reason": "写的是大约数，按 300 计",
    }


def test_without_commit_nothing_changes():
    divisions()
    before = [model.objects.count() for model in MODELS]
    assert counts(command(ZHUJING), "created") == COUNTS
    assert [model.objects.count() for model in MODELS] == before


def test_a_second_commit_creates_and_updates_nothing():
    divisions()
    command(ZHUJING, "--commit")
    before = [model.objects.count() for model in MODELS]
    report = command(ZHUJING, "--commit")
    assert counts(report, "unchanged") == COUNTS
    assert counts(report, "created") == counts(report, "updated") == dict.fromkeys(COUNTS, 0)
    assert [model.objects.count() for model in MODELS] == before


def test_other_names_and_another_order_of_columns_give_the_same(tmp_path):
    divisions()
    command(ZHUJING, "--commit")
    other = tmp_path / "other.xlsx"
    other.write_bytes(shuffled_and_renamed(ZHUJING))
    report = command(other, "--commit")
    assert list(counts(report, "unchanged").values()) == list(COUNTS.values())
    assert list(counts(report, "created").values()) == [0, 0, 0, 0, 0]


def test_without_json_it_is_told_in_words():
    divisions()
    told = io.StringIO()
    call_command("import_ledger", str(ZHUJING), "--region", "310116101", "--year", "2026", stdout=told)
    lines = told.getvalue().splitlines()
    assert lines[0] == "成员单位：读到 173 行，新增 173，更新 0，未变 0，未导入 0"
    assert "  请核对 第 10 行 受益人数“300余户”：写的是大约数，按 300 计" in lines
    assert lines[-1] == "以上只是检查，什么也没有改。加 --commit 导入。"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"region": "310116999"}, "没有代码为 310116999 的街道（镇）。请核对代码，或先用 import_divisions"),
        ({"year": "1900"}, "年度应在 2000 至 2100 之间"),
        ({"file": "no-such-file.xlsx"}, "不能读取 no-such-file.xlsx"),
        ({"file": "members/data/divisions.csv"}, "文本文件（如 CSV）"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(options, said):
    divisions()
    given = {"file": str(ZHUJING), "region": "310116101", "year": "2026", **options}
    with pytest.raises(CommandError, match=said):
        call_command("import_ledger", given["file"], "--region", given["region"], "--year", given["year"])
