"""The three lists as a ledger brings them: recognised by publisher, name and which one of that name."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection

from portal.refusals import Forbidden
from portal.workflow.models import Step
from projects.models import Category, Project, Target
from tests.factories import ProjectFactory, liaison_of, member, neighbourhood, staff_of, street
from tests.portal.ledgers.importing import PROJECTS, UNITS, sheet_of, take

pytestmark = pytest.mark.django_db

LAMPS = [1, "建设管理", "亮灯工程", "五龙村", "路灯32盏，受益500人次", 2, "2026-12-31"]


@pytest.fixture
def village():
    return neighbourhood("五龙村")


def take_projects(*rows, by=None, head=PROJECTS):
    return sheet_of(take({"项目清单": [head, *rows]}, by=by), "项目清单")


def published(village, **fields):
    return ProjectFactory(title="亮灯工程", unit=village, category__name="建设管理", **fields)


def test_a_row_becomes_a_draft_in_the_name_of_its_publisher(village):
    clerk = staff_of()
    take_projects(LAMPS, by=clerk)
    project = Project.objects.get()
    assert (project.state, project.number, project.entered_by) == ("draft", None, clerk)
    assert (project.region, project.year, project.unit) == (street(), 2026, village)
    assert (project.capacity, project.due_on, project.category.name) == (2, dt.date(2026, 12, 31), "建设管理")
    assert list(project.neighbourhoods.all()) == [village]
    step = Step.objects.get()
    assert (step.label, step.by, step.for_unit, step.basis) == ("登记", clerk, village, "台账导入")


def test_the_goal_is_read_into_targets(village):
    take_projects(LAMPS)
    found = Target.objects.order_by("id").values_list("measure", "quantity", "unit_of_measure")
    assert list(found) == [("路灯", Decimal("32.0"), "盏"), ("受益", Decimal("500.0"), "人次")]


def test_rows_of_one_name_stay_two(village):
    assert take_projects(LAMPS, LAMPS)["created"] == 2
    assert take_projects(LAMPS, LAMPS)["unchanged"] == 2
    assert sorted(Project.objects.values_list("nth", flat=True)) == [1, 2]


def test_a_publisher_may_come_in_with_the_same_workbook():
    units = [UNITS, [1, "机关", "区财政局"]]
    projects = [PROJECTS, [*LAMPS[:3], "区财政局", "", 1, ""]]
    taken = take({"项目清单": projects, "成员单位": units})
    assert sheet_of(taken, "项目清单")["created"] == 1
    assert list(taken.as_json()["sheets"]) == ["项目清单", "成员单位"]


def test_a_draft_is_brought_up_to_date_and_never_blanked(village):
    take_projects(LAMPS)
    changed = [*LAMPS[:4], "路灯40盏", "", ""]
    assert take_projects(changed)["updated"] == 1
    project = Project.objects.get()
    assert (project.goal, project.capacity, project.due_on) == ("路灯40盏", 2, dt.date(2026, 12, 31))
    assert [target.quantity for target in project.targets.all()] == [40]
    assert Step.objects.count() == 1


def test_no_limit_is_an_answer_and_not_a_blank(village):
    take_projects(LAMPS)
    assert take_projects([*LAMPS[:5], "不限", ""])["updated"] == 1
    assert Project.objects.get().capacity is None


def test_a_published_one_is_corrected_and_keeps_state_and_number(village):
    project = published(village, capacity=1)
    by = staff_of()
    assert take_projects(LAMPS, by=by)["updated"] == 1
    after = Project.objects.get()
    assert (after.state, after.number, after.capacity) == ("published", project.number, 2)
    assert (after.version, after.goal) == (project.version + 1, "路灯32盏，受益500人次")
    step = Step.objects.get()
    assert (step.verb, step.label, step.opinion, step.by) == ("correct", "更正", "按 2026 年度台账更正", by)


def test_a_correction_is_in_the_audit_trail(village):
    published(village, capacity=1)
    take_projects(LAMPS)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT before ->> 'capacity', after ->> 'capacity' FROM portal_auditentry"
            " WHERE table_name = 'projects_project' AND operation = 'UPDATE' ORDER BY id DESC LIMIT 1"
        )
        assert cursor.fetchone() == ("1", "2")


def test_what_was_not_adopted_stays_as_it_was(village):
    published(village, capacity=1, state="not_adopted")
    sheet = take_projects(LAMPS)
    assert (sheet["unchanged"], sheet["updated"]) == (1, 0)
    assert sheet["warnings"][0]["reason"] == "这一条已“暂不采用”，没有改；要用请另行登记"


def test_fewer_places_than_are_claimed_are_not_taken_over(village):
    published(village, capacity=5, claimed=3)
    sheet = take_projects([*LAMPS[:5], 2, ""])
    assert sheet["warnings"][0]["reason"] == "已有 3 家认领，可认领家数没有改"
    assert Project.objects.get().capacity == 5


def test_categories_come_in_the_order_of_the_ledger_and_once(village):
    rows = [[n, name, f"项目{n}", "五龙村"] for n, name in enumerate(["乙类", "甲类", "乙类"])]
    take_projects(*rows)
    assert list(Category.objects.order_by("sort").values_list("name", flat=True)) == ["乙类", "甲类"]


def test_what_a_ledger_says_of_claims_stands_beside_the_project(village, client):
    head = [*PROJECTS[:4], "上年度认领单位", "认领类型", "楼栋"]
    take_projects([*LAMPS[:4], "区财政局", "续认领", "3号楼"], head=head)
    project = Project.objects.get()
    assert project.custom == {"上年度认领单位": "区财政局", "认领类型": "续认领", "楼栋": "3号楼"}


def test_whom_a_project_is_for_is_found_by_name(village):
    other = neighbourhood("钟楼居民区", code="310116101009")
    head = [*PROJECTS[:4], "受益村居"]
    sheet = take_projects([*LAMPS[:4], "钟楼居民区、五龙村、无名村"], head=head)
    assert set(Project.objects.get().neighbourhoods.all()) == {village, other}
    assert [entry["value"] for entry in sheet["warnings"]] == ["钟楼居民区、五龙村、无名村"]


def test_the_publishers_own_people_take_no_ledger_in(village):
    with pytest.raises(Forbidden):
        take_projects(LAMPS, by=liaison_of(village))


def test_a_unit_that_is_suspended_publishes_nothing(village):
    unit = member("区财政局")
    unit.enrolments.update(state="suspended")
    sheet = take_projects([*LAMPS[:3], "区财政局"])
    assert len(sheet["rejected"]) == 1


def test_the_number_of_queries_does_not_grow_with_the_rows(village, django_assert_num_queries):
    liaison_of(village)
    rows = [[n, "建设管理", f"项目{n}", "五龙村", "路灯3盏", 1, ""] for n in range(30)]
    take_projects(rows[0])
    with django_assert_num_queries(18):
        take_projects(*rows[:2])
    with django_assert_num_queries(18):
        take_projects(*rows)
