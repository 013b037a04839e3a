"""Ledgers of streets nobody here has seen: other tabs, other orders, sub-headers, columns of their own."""

import pytest

from members.models import Enrolment, Unit, UnitKind
from projects.models import Need, Project, Resource
from tests.factories import member, neighbourhood
from tests.portal.ledgers.importing import sheet_of, take
from tests.portal.ledgers.workbooks import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]


def test_a_register_with_groups_of_columns_and_headings_between_its_rows():
    rows = [
        ["××街道党建联席会议理事单位名册"],
        ["序号", "理事单位", "联系人", None, "企业规模"],
        [None, None, "姓名", "手机", None],
        ["一、机关（2家）"],
        [1, "区司法局", "张三", "13900001111", None],
        [2, "区人社局", "李四", "021-57311540", None],
        ["二、文创企业（1家）"],
        [3, "示例文化公司", "王五", "13900002222", "小微"],
        ["合计", "3家"],
    ]
    merged = ["A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "A4:E4", "A7:E7"]
    sheet = sheet_of(take(workbook(rows, tab="附件1", merged=merged)), "附件1")
    assert (sheet["read"], sheet["created"], sheet["rejected"]) == (3, 3, [])
    assert [entry["reason"] for entry in sheet["warnings"]] == ["“文创企业”是新的单位类别，已一并建立"]
    company = Enrolment.objects.get(unit__name="示例文化公司")
    assert (company.unit.kind.name, company.liaison_name, company.liaison_phone) == (
        "文创企业",
        "王五",
        "13900002222",
    )
    assert company.custom == {"企业规模": "小微"}


def test_needs_of_a_community_with_one_column_for_contacts():
    neighbourhood("金安社区", code="310116101301")
    rows = [
        ["2026年社区需求汇总"],
        ["提出社区", "需求事项", "具体内容", "涉及人数", "期望解决时间", "联系人及电话", "楼栋"],
        ["金安社区", "加装扶手", "三处楼道", "约60人", "6月底前", "赵六 13900003333", "12号楼"],
        ["同上", "法律咨询", "每月一次", "全体居民", "年底", "赵六", "全部"],
        ["填表人：赵六"],
    ]
    sheet = sheet_of(take({"需求汇总": rows}), "需求汇总")
    assert (sheet["read"], sheet["created"], sheet["rejected"]) == (2, 2, [])
    rail, advice = Need.objects.order_by("id")
    assert (rail.unit.name, rail.beneficiaries, rail.beneficiaries_text) == ("金安社区", 60, "约60人")
    assert (rail.contact_name, rail.contact_phone, rail.custom) == ("赵六", "13900003333", {"楼栋": "12号楼"})
    assert (advice.beneficiaries, advice.beneficiaries_text) == (None, "全体居民")
    assert rail.category.name == "未分类"


def test_two_lists_of_projects_and_a_list_of_services_in_one_workbook():
    neighbourhood("五龙村")
    member("区文旅局")
    people = ["类别", "民生项目", "牵头单位", "预算金额（万元）", "认领名额", "实施期限"]
    yearly = ["序号", "申报单位", "公益项目名称", "量化指标", "本年度认领单位"]
    services = ["服务项目", "提供部门", "服务频次", "预约方式", "是否收费"]
    taken = take(
        {
            "民生实事": [people, ["民生", "老楼加装电梯", "五龙村", 3.5, "不限", "2026年下半年"]],
            "公益项目": [yearly, [1, "五龙村", "亮灯工程", "路灯32盏，惠及500人次", "区文旅局"]],
            "服务目录": [services, ["流动图书车", "区文旅局", "2次/月", "提前3天", "否"]],
        }
    )
    assert {tab: sheet["created"] for tab, sheet in taken.as_json()["sheets"].items()} == {
        "民生实事": 1,
        "公益项目": 1,
        "服务目录": 1,
    }
    lift, lamps = Project.objects.order_by("id")
    assert (lift.budget, lift.capacity, lift.due_on.isoformat()) == (35_000, None, "2026-12-31")
    assert [str(target) for target in lamps.targets.order_by("id")] == ["路灯 32 盏", "惠及 500 人次"]
    assert lamps.custom == {"认领单位": "区文旅局"}
    bus = Resource.objects.get()
    assert (bus.capacity_text, bus.capacity_per_month, bus.notice_days) == ("2次/月", 2, 3)


def test_columns_with_phones_that_the_register_has_no_place_for_stay_out():
    rows = [
        ["单位名称", "单位类别", "联络员", "联系电话", "书记电话", "备用号码", "楼层"],
        ["区司法局", "机关", "张三", "13900001111", "13900009999", "13900008888", "3楼"],
    ]
    sheet = sheet_of(take({"成员单位": rows}), "成员单位")
    assert [(entry["row"], entry["column"]) for entry in sheet["warnings"]] == [
        (1, "备用号码"),
        (1, "书记电话"),
    ]
    enrolment = Enrolment.objects.get()
    assert (enrolment.liaison_phone, enrolment.custom) == ("13900001111", {"楼层": "3楼"})


def test_a_kind_nobody_has_heard_of_is_made_once():
    rows = [["单位类别", "单位名称", "联络员"], ["楼宇", "甲公司", "甲"], ["楼宇", "乙公司", "乙"]]
    sheet = sheet_of(take({"成员单位": rows}), "成员单位")
    assert len(sheet["warnings"]) == 1
    assert UnitKind.objects.filter(name="楼宇").count() == 1
    assert Unit.objects.filter(kind__name="楼宇").count() == 2
