"""结对共建: checked, and kept whole until the part for pairings is there."""

import pytest

from portal.models import HeldRow
from tests import factories as make
from tests.portal.ledgers.importing import sheet_of, take
from tests.portal.ledgers.imports.wizard import brought_in, looked_at, sheet

pytestmark = pytest.mark.django_db
HEADER = ["村居", "结对单位", "结对类型", "签约日期", "期限", "楼栋"]


@pytest.fixture(autouse=True)
def _sides(kinds):
    make.neighbourhood("五龙村"), make.member(), make.member("区税务局")


def rows(*cells) -> dict:
    return {"结对共建": [HEADER, *cells]}


def test_a_pairing_is_kept_whole():
    sheet = sheet_of(take(rows(["五龙村", "区财政局", "村居共建", "2025/9/22", "三年", "3号"])), "结对共建")
    assert (sheet["read"], sheet["created"], sheet["warnings"]) == (1, 1, [])
    values = HeldRow.objects.get().values
    assert {key: values[key] for key in values if not key.endswith("_id")} == {
        "neighbourhood": "五龙村",
        "partner": "区财政局",
        "mode": "村居共建",
        "signed_on": "2025-09-22",
        "term": "三年",
        "custom": {"楼栋": "3号"},
    }


def test_the_same_again_changes_nothing():
    two = rows(["五龙村", "区财政局", "村居共建"], ["五龙村", "区财政局", "村居共建"])
    take(two)
    again = sheet_of(take(two), "结对共建")
    assert (again["unchanged"], HeldRow.objects.count()) == (2, 2)


def test_a_change_is_told_and_a_blank_changes_nothing(clerk):
    take(rows(["五龙村", "区财政局", "村居共建", "2025/9/22", "三年", "3号"]))
    imp = brought_in(rows(["五龙村", "区财政局", "村居共建", None, "2年", "4号"]), clerk)
    (told,) = sheet(imp, "结对共建")["changed"]
    assert told["fields"] == [["期限", "三年", "2年"], ["楼栋", "3号", "4号"]]
    held = HeldRow.objects.get()
    assert (held.values["signed_on"], held.version) == ("2025-09-22", 2)


def test_a_side_that_is_not_enrolled_rejects_the_row():
    sheet = sheet_of(take(rows(["五龙村", "区税务所", "村居共建"])), "结对共建")
    assert sheet["rejected"][0]["reason"] == "“区税务所”没有在朱泾镇入册。您是不是要填：区税务局"


def test_a_mode_nobody_knows_is_a_warning():
    sheet = sheet_of(take(rows(["五龙村", "区财政局", "随便"])), "结对共建")
    assert [entry["reason"][:6] for entry in sheet["warnings"]] == ["结对类型应是"]
    assert "mode" not in HeldRow.objects.get().values


def test_what_waits_is_said_and_what_is_left_out_is_told(clerk):
    take(rows(["五龙村", "区税务局", "村居共建"]))
    told = sheet(looked_at(rows(["五龙村", "区财政局", "村居共建"]), clerk), "结对共建")
    assert told["note"] == "已妥善保存，结对功能启用后自动转入"
    assert told["gone"] == [{"title": "区税务局", "unit": "五龙村", "state": "待转入"}]
