import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from portal.refusals import Forbidden, Refusal
from projects.listings.actions import add_category, change_category, copy_categories, remove_category
from projects.listings.actions.categories import _refusal_of
from projects.models import Category
from tests.factories import DraftProjectFactory, category, liaison_of, member, staff_of, street

pytestmark = pytest.mark.django_db


def add(name: str = "爱心帮扶", **more: object) -> Category:
    place = {"region": street(), "kind": "project", "year": 2026, "by": staff_of()}
    return add_category(name=name, **(place | more))


def test_staff_build_a_tree() -> None:
    top = add()
    assert add("助老", parent=top).parent == top


def test_a_unit_adds_no_category() -> None:
    with pytest.raises(Forbidden):
        add(by=liaison_of(member()))


def test_a_name_stands_once_in_its_place() -> None:
    add()
    with pytest.raises(Refusal) as caught:
        add()
    assert caught.value.code == "category_exists"


def test_a_parent_is_of_the_same_list() -> None:
    with pytest.raises(ValidationError):
        add("助老", parent=category("need", "设施改善"))


def test_nothing_hangs_below_itself() -> None:
    top = add()
    below = add("助老", parent=top)
    with pytest.raises(ValidationError):
        change_category(top, by=staff_of(), parent=below)


def test_a_category_is_renamed() -> None:
    changed = change_category(add(), by=staff_of(), name="便民利民", sort=5)
    assert (changed.name, changed.sort) == ("便民利民", 5)


def test_one_in_use_is_not_deleted() -> None:
    project = DraftProjectFactory()
    with pytest.raises(Refusal) as caught:
        remove_category(project.category, by=staff_of())
    assert caught.value.code == "category_in_use"


def test_an_unused_one_is_deleted() -> None:
    remove_category(add(), by=staff_of())
    assert Category.objects.count() == 0


def test_last_years_tree_is_copied_once() -> None:
    add("助老", parent=add(), year=2026)
    office = staff_of()
    copies = [copy_categories(region=street(), kind="project", year=2027, by=office) for _ in range(2)]
    assert copies == [2, 0]
    assert Category.objects.get(year=2027, name="助老").parent.name == "爱心帮扶"


def test_where_there_was_nothing_nothing_is_copied() -> None:
    with pytest.raises(Refusal) as caught:
        copy_categories(region=street(), kind="project", year=2027, by=staff_of())
    assert caught.value.code == "nothing_to_copy"


def test_what_the_database_holds_for_another_reason_is_not_put_into_other_words() -> None:
    other = IntegrityError("category_list_known")
    with pytest.raises(IntegrityError) as raised:
        raise _refusal_of(other, category())
    assert raised.value is other
