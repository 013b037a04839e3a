"""沿用: a year's lists become drafts of the next, once, and can be taken back while nobody touched them."""

import datetime as dt
from decimal import Decimal

import pytest

from members.models import Enrolment
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from projects.listings.actions import submit
from projects.listings.models import Category, ListKind, Project, Target
from projects.yearly.actions import carry_over, take_back
from tests import factories as make
from tests.projects.yearly.conftest import LAST, NEXT
from tests.racing import race

pytestmark = pytest.mark.django_db
ONLY = [ListKind.PROJECT]


def carried(office, kinds=ONLY, **more) -> dict:
    street = make.street()
    done = carry_over(street, from_year=LAST, to_year=NEXT, kinds=kinds, by=office, **more)
    return done.drafts


def test_an_entry_becomes_a_draft_of_next_year_with_all_its_parts(office, village, project) -> None:
    assert carried(office) == {ListKind.PROJECT: 1}
    draft = Project.objects.get(year=NEXT)
    assert (draft.carried_from, draft.state, draft.number, draft.claimed) == (project, "draft", None, 0)
    assert (draft.title, draft.budget, draft.capacity) == ("亮灯工程", Decimal(3000), 2)
    assert (draft.due_on, draft.category.year) == (dt.date(NEXT, 12, 31), NEXT)
    assert list(draft.neighbourhoods.all()) == [village]
    assert [str(target) for target in draft.targets.all()] == ["路灯 32 盏"]
    assert Step.objects.about(draft).get().opinion == f"沿用自 {project.number}"


def test_carrying_again_brings_only_what_came_since(office, village, project) -> None:
    carried(office)
    late = make.ProjectFactory(unit=village, title="亮灯工程", nth=2)
    assert carried(office) == {ListKind.PROJECT: 1}
    assert carried(office) == {ListKind.PROJECT: 0}
    assert sorted(Project.objects.filter(year=NEXT).values_list("nth", "carried_from")) == [
        (1, project.pk),
        (2, late.pk),
    ]


def test_categories_keep_their_tree(office, project) -> None:
    project.category.parent = make.CategoryFactory(name="民生")
    project.category.save()
    carried(office)
    twin = Category.objects.get(year=NEXT, name=project.category.name)
    assert (twin.parent.name, twin.parent.year) == ("民生", NEXT)


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "not_adopted"])
def test_what_was_never_shown_is_not_carried(office, village, state: str) -> None:
    make.DraftProjectFactory(unit=village, state=state)
    assert carried(office) == {ListKind.PROJECT: 0}


def test_what_was_left_out_or_whose_unit_left_is_not_carried(office, village, project) -> None:
    assert carried(office, leave_out=[(ListKind.PROJECT, project.pk)]) == {ListKind.PROJECT: 0}
    Enrolment.objects.filter(unit=village).update(state="left", until_on=dt.date(LAST, 12, 31))
    assert carried(office) == {ListKind.PROJECT: 0}


def test_all_three_lists_are_carried_each_by_itself(office, village, project) -> None:
    moment = project.published_at
    for number, factory in (("资", make.DraftResourceFactory), ("需", make.DraftNeedFactory)):
        factory(unit=village, state="closed", number=number, published_at=moment)
    assert carried(office, list(ListKind)) == dict.fromkeys(ListKind, 1)


def test_only_the_office_of_the_street_carries_over(liaison, project) -> None:
    strangers = make.staff_of(make.street("枫泾镇", "310116102"))
    for user in (liaison, strangers):
        with pytest.raises(Forbidden):
            carried(user)


def test_a_year_is_carried_into_a_later_one_only(office) -> None:
    with pytest.raises(Refusal, match="晚于"):
        carry_over(make.street(), from_year=NEXT, to_year=LAST, kinds=ONLY, by=office)


def test_taking_back_removes_the_drafts_and_they_can_be_carried_again(office, project) -> None:
    carried(office)
    assert take_back(make.street(), year=NEXT, kinds=ONLY, by=office) == 1
    assert (Project.objects.filter(year=NEXT).count(), Target.objects.count()) == (0, 1)
    assert carried(office) == {ListKind.PROJECT: 1}


def test_once_one_was_worked_on_nothing_is_taken_back(office, village, project) -> None:
    make.ProjectFactory(unit=village, title="护河")
    carried(office)
    submit(Project.objects.get(year=NEXT, title="护河"), by=make.liaison_of(village))
    with pytest.raises(Refusal, match="“护河”沿用后已有人修改或提交"):
        take_back(make.street(), year=NEXT, kinds=ONLY, by=office)
    assert Project.objects.filter(year=NEXT).count() == 2


def test_where_nothing_was_carried_there_is_nothing_to_take_back(office) -> None:
    with pytest.raises(Refusal) as refused:
        take_back(make.street(), year=NEXT, kinds=ONLY, by=office)
    assert refused.value.code == "nothing_carried"


@pytest.mark.django_db(transaction=True)
def test_two_at_once_carry_nothing_twice(office, project) -> None:
    assert sorted(race([lambda: carried(office)[ListKind.PROJECT]] * 2)) == [0, 1]
    assert Project.objects.filter(year=NEXT).count() == 1
