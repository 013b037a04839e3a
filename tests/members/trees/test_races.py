"""Two who hang each other's nodes: one succeeds. With the rule off both do, and the tree is a circle."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, connections, transaction

from members.models import Site
from members.sites.actions import change_site, enter_site
from portal.constraints import broken_constraint
from tests import factories as make
from tests.racing import race

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
AT_ONCE = 4


@contextmanager
def without_the_trigger():
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE members_site DISABLE TRIGGER keep_tree")
        try:
            yield
        finally:
            cursor.execute("TRUNCATE members_site CASCADE")
            cursor.execute("ALTER TABLE members_site ENABLE TRIGGER keep_tree")


def hang(site: Site, under: Site):
    """Raw SQL, past the action and its lock."""

    def run() -> str:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("UPDATE members_site SET parent_id = %s WHERE id = %s", [under.pk, site.pk])
                cursor.execute("SELECT pg_sleep(0.2)")
            return "done"
        except OperationalError:
            return "deadlock"
        except Exception as error:
            return str(broken_constraint(error))

    return run


def hung() -> int:
    return Site.objects.filter(parent__isnull=False).count()


def test_raw_sql_cannot_hang_two_sites_on_each_other() -> None:
    first, second = make.SiteFactory.create_batch(2, level="centre")
    got = race([hang(first, second), hang(second, first)])
    assert (got.count("done"), hung()) == (1, 1)


def test_without_the_trigger_it_can() -> None:
    first, second = make.SiteFactory.create_batch(2, level="centre")
    with without_the_trigger():
        assert race([hang(first, second), hang(second, first)]) == ["done", "done"]
        assert hung() == 2


def test_of_two_who_hang_sites_on_each_other_the_second_is_told() -> None:
    first, second = make.SiteFactory.create_batch(2, level="centre")
    calls = [
        lambda: change_site(first, by=None, parent=second).version,
        lambda: change_site(second, by=None, parent=first).version,
    ]
    assert sorted(map(str, race(calls))) == ["2", "circle"]


def test_a_name_is_given_once() -> None:
    street = make.street()
    got = race(
        [
            lambda: enter_site(Site(region=street, level="station", name="城北站"), by=None).name
            for _ in range(AT_ONCE)
        ]
    )
    assert sorted(got) == ["name_taken"] * (AT_ONCE - 1) + ["城北站"]
