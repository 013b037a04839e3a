"""Two who act at the same moment: each publishing gets a number of its own, no category hangs on nothing."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection, transaction

from portal.runtime.children import wait_until
from projects.listings.actions import add_category, publish
from projects.listings.models import Category, Resource
from projects.listings.numbering import number_for
from tests.factories import DraftResourceFactory, category, member, staff_of
from tests.racing import somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


def together(acts: list[Callable[[], object]]) -> list[str]:
    """Run the acts in threads that start at once; the names of what went wrong."""
    start, errors = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        except Exception as error:
            errors.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_two_publishings_at_once_get_two_serials() -> None:
    unit, office = member(), staff_of()
    drafts = [DraftResourceFactory(unit=unit) for _ in range(8)]
    errors = together([lambda draft=draft: publish(draft, by=office) for draft in drafts])
    assert errors == []
    assert sorted(Resource.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_without_the_line_two_draw_the_same_serial(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with the line switched off the unique constraint is what refuses the second."""
    monkeypatch.setattr("projects.listings.numbering.stand_in_line", lambda what, listing: None)
    unit, drawn = member(), threading.Barrier(2)
    drafts = [DraftResourceFactory(unit=unit) for _ in range(2)]

    def draw(draft: Resource) -> None:
        with transaction.atomic():
            given = number_for(draft)
            drawn.wait()
            Resource.objects.filter(pk=draft.pk).update(**given)

    assert together([lambda draft=draft: draw(draft) for draft in drafts]) == ["IntegrityError"]


def test_a_parent_that_is_deleted_meanwhile_is_said_in_words() -> None:
    office, parent = staff_of(), category()
    where = {"region": parent.region, "kind": parent.list, "year": parent.year}

    def add() -> None:
        with closing(connection):
            add_category(**where, name="亮灯", parent=parent, by=office)

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            Category.objects.filter(pk=parent.pk).delete()
            added = pool.submit(add)
            wait_until(somebody_waits, seconds=20, what="the adding to wait for the deletion")
        assert added.exception().code == "parent_gone"
    assert Category.objects.count() == 0
