"""The chain: what it links and when, and what it finds."""

from collections.abc import Iterator
from random import Random

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal.audit.models import AuditEntry
from portal.audit.tasks import chain
from portal.runtime.children import wait_until
from tests import factories as make
from tests.portal.audit import tampering
from tests.portal.audit.rows import newest

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
PATIENCE = 60
"""Seconds: other tests run beside this one in the same cluster, and their transactions hold linking up."""


def ask(question: str, *values: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def is_linked(entry: int) -> bool:
    return bool(ask("SELECT EXISTS (SELECT FROM portal_auditlink WHERE entry_id = %s)", entry))


def link_all() -> int:
    """Link what there is. The number of the newest entry."""
    entry = newest()
    wait_until(lambda: chain() >= 0 and is_linked(entry), seconds=PATIENCE, what="the chain")
    return entry


@pytest.fixture
def other_connection() -> Iterator[psycopg2.extensions.connection]:
    link = psycopg2.connect(**connection.get_connection_params())
    yield link
    link.close()


def write_a_kind(link: psycopg2.extensions.connection, name: str) -> int:
    """Write in a transaction that stays open. The number of the entry."""
    with link.cursor() as cursor:
        cursor.execute(
            "INSERT INTO members_unitkind (name, is_neighbourhood, sort) VALUES (%s, false, 1)", [name]
        )
        cursor.execute("SELECT max(id) FROM portal_auditentry")
        return cursor.fetchone()[0]


def test_each_entry_is_linked_once() -> None:
    make.UnitKindFactory()
    entry = link_all()
    chain()
    assert ask("SELECT count(*) FROM portal_auditlink WHERE entry_id = %s", entry) == 1


def test_what_an_open_transaction_holds_up_is_linked_when_it_ended(other_connection) -> None:
    held = write_a_kind(other_connection, "未提交")
    later = make.UnitKindFactory() and newest()
    chain()
    assert (is_linked(held), is_linked(later)) == (False, False)
    other_connection.commit()
    link_all()
    assert (is_linked(held), is_linked(later)) == (True, True)


def test_what_was_taken_back_leaves_nothing(other_connection) -> None:
    taken_back = write_a_kind(other_connection, "已回滚")
    other_connection.rollback()
    make.UnitKindFactory()
    link_all()
    assert not AuditEntry.objects.filter(pk=taken_back).exists()
    call_command("verify_audit")


def test_entries_of_another_cluster_are_linked_too() -> None:
    """A restored backup brings transaction numbers that this cluster has yet to give out."""
    make.UnitKindFactory()
    link_all()
    with tampering.as_owner() as cursor:
        cursor.execute(
            "INSERT INTO portal_auditentry"
            " (at, txid, db_role, context, table_name, row_id, operation, digest)"
            " VALUES (now(), '99999999999', '', '{}', 'members_unit', '1', 'DELETE', '') RETURNING id"
        )
        entry = cursor.fetchone()
        cursor.execute("SELECT portal_audit_chain()")
        cursor.execute("SELECT count(*) FROM portal_auditlink WHERE entry_id = %s", entry)
        assert cursor.fetchone() == (1,)


def test_a_trail_as_it_was_written_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    make.member()
    link_all()
    call_command("verify_audit")
    assert capsys.readouterr().out == f"{AuditEntry.objects.count()} 条审计记录核对一致。\n"


def test_a_trail_that_was_changed_is_told_and_fails(monkeypatch, capsys) -> None:
    make.member()
    entry = link_all()
    with tampering.as_owner() as cursor:
        cursor.execute("UPDATE portal_auditentry SET row_id = 'x' WHERE id = %s", [entry])
        monkeypatch.setattr("portal.management.commands.verify_audit.connection", cursor.db)
        with pytest.raises(CommandError, match="1 处与写入时不一致。"):
            call_command("verify_audit")
    assert capsys.readouterr().err == f"entry {entry}\n"


@pytest.mark.parametrize("times", [50, pytest.param(1000, marks=pytest.mark.faults)])
def test_every_changed_byte_is_found(times: int) -> None:
    make.neighbourhood()
    make.ClaimFactory().delete()
    link_all()
    written = list(AuditEntry.objects.order_by("-id").values_list("id", flat=True)[:12])
    unlinked = make.UnitKindFactory() and newest()
    newest_link = ask("SELECT max(position) FROM portal_auditlink")
    missed, chance = [], Random(times)
    for turn in range(times):
        with tampering.as_owner() as cursor:
            if turn % 4:
                wanted = tampering.tamper_entry(cursor, chance, chance.choice(written))
            else:
                wanted = tampering.tamper_link(cursor, chance, newest_link - chance.randrange(9), unlinked)
            if wanted not in tampering.faults(cursor):
                missed.append(wanted)
    assert missed == []


REMOVE = "DELETE FROM portal_auditlink WHERE entry_id = %s; DELETE FROM portal_auditentry WHERE id = %s"


def test_a_removed_entry_is_found_once_another_was_linked_after_it() -> None:
    make.UnitKindFactory()
    removed = link_all()
    make.UnitKindFactory()
    link_all()
    with tampering.as_owner() as cursor:
        cursor.execute(REMOVE, [removed, removed])
        assert [kind for kind, _ in tampering.faults(cursor)] != []


def test_removing_the_newest_entry_with_its_link_is_not_found() -> None:
    """The limit of any chain: who wants to see this, notes the chain's end somewhere else."""
    make.UnitKindFactory()
    removed = link_all()
    with tampering.as_owner() as cursor:
        cursor.execute(REMOVE, [removed, removed])
        assert tampering.faults(cursor) == []


def test_an_entry_rewritten_with_a_digest_to_match_is_found_by_its_link() -> None:
    make.UnitKindFactory()
    entry = link_all()
    with tampering.as_owner() as cursor:
        cursor.execute("UPDATE portal_auditentry SET row_id = '0' WHERE id = %s", [entry])
        cursor.execute(
            "UPDATE portal_auditentry AS e SET digest = portal_audit_digest(e) WHERE id = %s", [entry]
        )
        assert [kind for kind, _ in tampering.faults(cursor)] == ["link"]
