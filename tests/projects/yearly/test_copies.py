"""What a carried copy keeps and what it leaves in its year."""

import datetime as dt

import pytest

from portal.refusals import Refusal
from portal.workflow.models import Step
from projects.listings.models import Category, ListKind, Project
from projects.yearly.actions import carry_over
from tests import factories as make
from tests.projects.yearly.conftest import LAST, NEXT

pytestmark = pytest.mark.django_db


def carried(office, kinds=(ListKind.PROJECT,), to_year=NEXT, **more):
    return carry_over(make.street(), from_year=LAST, to_year=to_year, kinds=kinds, by=office, **more)


def test_over_two_years_its_days_move_by_two(office, project) -> None:
    carried(office, to_year=NEXT + 1)
    assert Project.objects.get(year=NEXT + 1).due_on == dt.date(NEXT + 1, 12, 31)


def test_a_year_is_not_carried_into_itself(office, project) -> None:
    with pytest.raises(Refusal) as refused:
        carried(office, to_year=LAST)
    assert (refused.value.code, Project.objects.count()) == ("wrong_year", 1)


def test_what_is_left_out_of_one_list_is_not_left_out_of_another(office, village, project) -> None:
    need = make.DraftNeedFactory(
        pk=project.pk, unit=village, state="closed", number="需-1", published_at=project.published_at
    )
    done = carried(office, kinds=list(ListKind), leave_out=[(ListKind.NEED, need.pk)])
    assert (done.drafts[ListKind.PROJECT], done.drafts[ListKind.NEED], done.total) == (1, 0, 1)


def test_categories_keep_their_order_and_entries_of_one_share_one(office, village, project) -> None:
    Category.objects.filter(pk=project.category_id).update(sort=7)
    make.ProjectFactory(unit=village, title="护河")
    carried(office)
    assert list(Category.objects.filter(year=NEXT).values_list("name", "sort")) == [("建设管理", 7)]


def test_a_name_given_in_the_new_year_already_is_told_apart(office, village, project) -> None:
    make.DraftProjectFactory(unit=village, year=NEXT, title="亮灯工程")
    carried(office)
    assert Project.objects.get(year=NEXT, carried_from=project).nth == 2


def test_the_trail_names_the_unit_and_on_what_basis_it_was_entered(office, village, project) -> None:
    carried(office)
    step = Step.objects.about(Project.objects.get(year=NEXT)).get()
    assert (step.by, step.for_unit, step.basis) == (office, village, "年度沿用")
