"""Entering, changing, needs that become projects, reserving."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from projects.listings.actions import (
    change_listing,
    create_listing,
    need_to_project,
    publish,
    reserve,
)
from projects.models import Claim, Need, Project, Resource, Target
from tests.factories import (
    DraftNeedFactory,
    DraftProjectFactory,
    DraftResourceFactory,
    ProjectFactory,
    UnitFactory,
    category,
    liaison_of,
    member,
    neighbourhood,
    staff_of,
    street,
)

pytestmark = pytest.mark.django_db
LAMPS = {"measure": "路灯", "quantity": Decimal(32), "unit_of_measure": "盏"}


def enter(unit: object, by: object, **more: object) -> Project:
    fields = {"title": "亮灯工程"}
    return create_listing(Project, by=by, unit=unit, category=category(), fields=fields, **more)


def test_a_neighbourhood_enters_a_project_for_itself() -> None:
    unit = neighbourhood()
    project = enter(unit, liaison_of(unit), targets=[LAMPS])
    assert (project.state, project.year, project.region) == ("draft", 2026, street())
    assert list(project.neighbourhoods.all()) == [unit]
    assert str(Target.objects.get()) == "路灯 32 盏"
    assert Step.objects.get().for_unit == unit


def test_rows_of_one_name_are_told_apart() -> None:
    unit = neighbourhood()
    by = liaison_of(unit)
    assert [enter(unit, by).nth, enter(unit, by).nth] == [1, 2]


def test_nobody_enters_for_another_unit() -> None:
    with pytest.raises(Forbidden):
        enter(neighbourhood(), liaison_of(member()))


def test_staff_enter_for_a_unit_with_a_basis() -> None:
    unit, office = neighbourhood(), staff_of()
    with pytest.raises(Refusal) as caught:
        enter(unit, office)
    assert caught.value.code == "basis_needed"
    assert enter(unit, office, basis="纸质").entered_by == office


def test_a_unit_that_is_not_enrolled_publishes_nothing() -> None:
    with pytest.raises(Refusal) as caught:
        enter(UnitFactory(), staff_of(), basis="电话")
    assert caught.value.code == "not_enrolled"


def test_a_category_of_another_list_is_refused() -> None:
    unit = neighbourhood()
    wrong = category("resource", "阵地场所")
    with pytest.raises(ValidationError) as caught:
        create_listing(Project, by=liaison_of(unit), unit=unit, category=wrong, fields={"title": "亮灯"})
    assert list(caught.value.message_dict) == ["category"]


def test_claiming_ends_after_it_begins() -> None:
    unit, now = neighbourhood(), timezone.now()
    fields = {"title": "亮灯", "claim_opens_at": now, "claim_closes_at": now}
    with pytest.raises(ValidationError) as caught:
        create_listing(Project, by=liaison_of(unit), unit=unit, category=category(), fields=fields)
    assert list(caught.value.message_dict) == ["claim_closes_at"]


def test_the_publisher_changes_its_draft_without_a_reason() -> None:
    resource = DraftResourceFactory(unit=member())
    changed = change_listing(resource, by=liaison_of(resource.unit), fields={"place": "一楼"})
    assert (changed.place, changed.version) == ("一楼", 2)
    assert Step.objects.count() == 0


def test_the_publisher_does_not_change_what_is_published() -> None:
    resource = publish(DraftResourceFactory(unit=member()), by=staff_of())
    with pytest.raises(Forbidden):
        change_listing(resource, by=liaison_of(resource.unit), fields={"place": "一楼"})


def test_staff_correct_what_is_published_with_a_reason() -> None:
    office = staff_of()
    resource = publish(DraftResourceFactory(unit=member()), by=office)
    with pytest.raises(Refusal) as caught:
        change_listing(resource, by=office, fields={"place": "一楼"})
    change_listing(resource, by=office, fields={"place": "一楼"}, reason="地址有误")
    assert caught.value.code == "reason_needed"
    assert Resource.objects.get().place == "一楼"
    assert Step.objects.newest_first().first().label == "更正"


def test_what_was_not_adopted_is_not_changed_any_more() -> None:
    resource = DraftResourceFactory(unit=member(), state="not_adopted")
    with pytest.raises(Refusal) as caught:
        change_listing(resource, by=staff_of(), fields={"place": "一楼"}, reason="x")
    assert caught.value.code == "wrong_state"


def test_a_change_of_an_older_version_is_stale() -> None:
    resource = DraftResourceFactory(unit=member())
    by = liaison_of(resource.unit)
    change_listing(resource, by=by, fields={"place": "一楼"}, version=1)
    with pytest.raises(Refusal) as caught:
        change_listing(resource, by=by, fields={"place": "二楼"}, version=1)
    assert caught.value.code == "stale"


def test_a_new_name_is_counted_anew() -> None:
    unit = member()
    DraftResourceFactory(unit=unit, title="报告厅")
    other = DraftResourceFactory(unit=unit, title="会议室")
    assert change_listing(other, by=liaison_of(unit), fields={"title": "报告厅"}).nth == 2


def test_fewer_places_than_are_claimed_are_refused() -> None:
    project = ProjectFactory(unit=neighbourhood(), capacity=2)
    for ordinal, name in enumerate(["甲单位", "乙单位"], start=1):
        Claim.objects.create(project=project, unit=member(name), ordinal=ordinal, state="submitted")
    with pytest.raises(Refusal) as caught:
        change_listing(project, by=staff_of(), fields={"capacity": 1}, reason="改为独家")
    assert caught.value.code == "below_claimed"


def test_targets_and_neighbourhoods_are_replaced() -> None:
    project, other = DraftProjectFactory(unit=neighbourhood()), neighbourhood("东林居民区", "310116101001")
    Target.objects.create(project=project, **LAMPS)
    row = LAMPS | {"quantity": Decimal(40)}
    change_listing(project, by=staff_of(), fields={}, targets=[row], neighbourhoods=[other])
    assert list(project.targets.values_list("quantity", flat=True)) == [Decimal(40)]
    assert list(project.neighbourhoods.all()) == [other]


def test_a_need_becomes_a_project_once() -> None:
    category("project", "设施改善")
    office = staff_of()
    need = publish(DraftNeedFactory(unit=neighbourhood(), title="装路灯", summary="三号路太暗"), by=office)
    project = need_to_project(need, by=office)
    assert (project.title, project.summary, project.state) == ("装路灯", "三号路太暗", "draft")
    assert (project.need, project.category.name) == (need, "设施改善")
    assert need_to_project(need, by=office) == project


def test_a_need_that_is_not_published_becomes_no_project() -> None:
    with pytest.raises(Refusal) as caught:
        need_to_project(DraftNeedFactory(unit=neighbourhood()), by=staff_of())
    assert caught.value.code == "wrong_state"


def test_a_need_without_project_categories_says_so() -> None:
    office = staff_of()
    need = publish(DraftNeedFactory(unit=neighbourhood()), by=office)
    with pytest.raises(Refusal) as caught:
        need_to_project(need, by=office)
    assert caught.value.code == "no_category"


def test_another_unit_makes_no_project_of_a_need() -> None:
    need = publish(DraftNeedFactory(unit=neighbourhood()), by=staff_of())
    with pytest.raises(Forbidden):
        need_to_project(need, by=liaison_of(member()))


def test_a_draft_is_reserved_for_named_units() -> None:
    project, unit = DraftProjectFactory(unit=neighbourhood()), member()
    until = timezone.now() + dt.timedelta(days=3)
    reserve(project, units=[unit], until=until, by=staff_of())
    assert Project.objects.get().reserved_until == until
    assert list(project.reserved_for.all()) == [unit]


@pytest.mark.parametrize(
    ("state", "days", "code"), [("published", 3, "wrong_state"), ("draft", -1, "too_late")]
)
def test_reserving_is_for_drafts_and_for_the_future(state: str, days: int, code: str) -> None:
    project = ProjectFactory(unit=neighbourhood(), state=state)
    with pytest.raises(Refusal) as caught:
        reserve(project, units=[], until=timezone.now() + dt.timedelta(days=days), by=staff_of())
    assert caught.value.code == code


def test_drafts_are_seen_by_publisher_staff_and_supervisor_only() -> None:
    need = DraftNeedFactory(unit=neighbourhood())
    seers = [liaison_of(need.unit), staff_of(), staff_of(street().parent, ("supervisor",))]
    others = [liaison_of(member()), staff_of(street("枫泾镇", "310116102"))]
    assert [Need.objects.visible_to(user).count() for user in seers] == [1, 1, 1]
    assert [Need.objects.visible_to(user).count() for user in others] == [0, 0]
