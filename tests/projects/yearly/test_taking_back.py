"""Taking a carry-over back: what was touched keeps all of it, what did not come by it stays."""

import pytest

from portal.refusals import Forbidden, Refusal
from projects.listings.models import ListKind, Project
from projects.yearly.actions import carry_over, take_back
from tests import factories as make
from tests.projects.yearly.conftest import LAST, NEXT

pytestmark = pytest.mark.django_db
ONLY = [ListKind.PROJECT]


@pytest.fixture
def carried(office, project):
    """The entries of next year, as they were carried over."""
    carry_over(make.street(), from_year=LAST, to_year=NEXT, kinds=ONLY, by=office)
    return Project.objects.filter(year=NEXT)


def test_a_draft_that_somebody_edited_keeps_them_all(office, carried) -> None:
    carried.update(version=2)
    with pytest.raises(Refusal) as refused:
        take_back(make.street(), year=NEXT, kinds=ONLY, by=office)
    assert (refused.value.code, refused.value.sentence, carried.count()) == (
        "built_upon",
        "“亮灯工程”沿用后已有人修改或提交，不能整批撤销。不需要的请逐条处理。",
        1,
    )


def test_a_draft_handed_in_keeps_them_all_though_it_was_not_edited(office, carried) -> None:
    carried.update(state="submitted", submitted_at="2027-01-01T00:00Z")
    with pytest.raises(Refusal, match="已有人修改或提交"):
        take_back(make.street(), year=NEXT, kinds=ONLY, by=office)


@pytest.mark.parametrize(("more", "said"), [(4, "“护河3”沿用后"), (5, "“护河3”等 6 条沿用后")])
def test_of_many_touched_five_are_named_and_all_are_counted(office, village, project, more, said) -> None:
    for ordinal in range(more):
        make.ProjectFactory(unit=village, title=f"护河{ordinal}")
    carry_over(make.street(), from_year=LAST, to_year=NEXT, kinds=ONLY, by=office)
    Project.objects.filter(year=NEXT).update(version=2)
    with pytest.raises(Refusal) as refused:
        take_back(make.street(), year=NEXT, kinds=ONLY, by=office)
    assert said in refused.value.sentence


def test_what_the_unit_wrote_itself_stays(office, village, carried) -> None:
    own = make.DraftProjectFactory(unit=village, year=NEXT, title="自己写的")
    assert take_back(make.street(), year=NEXT, kinds=ONLY, by=office) == 1
    assert list(carried) == [own]


def test_only_the_lists_that_are_named_are_taken_back(office, carried) -> None:
    with pytest.raises(Refusal) as refused:
        take_back(make.street(), year=NEXT, kinds=[ListKind.NEED], by=office)
    assert (refused.value.code, carried.count()) == ("nothing_carried", 1)


def test_only_the_office_of_the_street_takes_back(carried) -> None:
    with pytest.raises(Forbidden):
        take_back(make.street(), year=NEXT, kinds=ONLY, by=make.staff_of(make.street("枫泾镇", "310116102")))
    assert carried.count() == 1
