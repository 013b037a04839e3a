"""A backup gives back what there was, and a damaged one gives back nothing."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from portal.runtime import archives
from portal.runtime.postgres import OWNER_ROLE, Postgres
from tests.databases import execute


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    cluster = Postgres(tmp_path / "postgres", tmp_path / "postgres.log", careless=True)
    cluster.start()
    run(cluster.url(OWNER_ROLE), "CREATE TABLE unit AS SELECT '五龙村' AS name")
    yield cluster.url(OWNER_ROLE)
    cluster.stop()
    cluster.remove()


@pytest.fixture
def media(tmp_path: Path) -> Path:
    file = tmp_path / "media" / "2026" / "签到表.txt"
    file.parent.mkdir(parents=True)
    file.write_text("一、到会", encoding="utf-8")
    return tmp_path / "media"


def run(database: str, statement: str) -> list[tuple[str]]:
    with closing(psycopg2.connect(database)) as link, link, link.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_a_backup_brings_back_rows_and_files(database: str, media: Path, tmp_path: Path) -> None:
    saved = archives.save(tmp_path / "backup.tar", database=database, media=media)
    run(database, "UPDATE unit SET name = '误改'")
    (media / "2026" / "签到表.txt").unlink()
    restored = archives.restore(tmp_path / "backup.tar", database=database, media=media)
    assert (saved, restored) == (2, 2)
    assert run(database, "SELECT name FROM unit") == [("五龙村",)]
    assert (media / "2026" / "签到表.txt").read_text(encoding="utf-8") == "一、到会"


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_after_a_restore_the_audit_trail_is_as_protected_as_before(media: Path, tmp_path: Path) -> None:
    ours = connections["owner"].settings_dict
    base = f"postgresql://{ours['USER']}@{ours['HOST']}:{ours['PORT']}"
    archives.save(tmp_path / "backup.tar", database=f"{base}/{ours['NAME']}", media=media)
    elsewhere = f"{ours['NAME']}_restored"
    execute(f"CREATE DATABASE {elsewhere}")
    archives.restore(tmp_path / "backup.tar", database=f"{base}/{elsewhere}", media=media)
    asked = [
        f"has_table_privilege('lianxi_app', '{table}', '{right}')"
        for table in ("portal_auditentry", "portal_auditlink", "portal_auditkey", "portal_step")
        for right in ("UPDATE", "DELETE")
    ]
    assert set(run(f"{base}/{elsewhere}", f"SELECT {', '.join(asked)}")[0]) == {False}


def test_a_damaged_backup_changes_nothing(database: str, media: Path, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    archives.save(archive, database=database, media=media)
    archive.write_bytes(archive.read_bytes().replace("一、到会".encode(), "二、到会".encode()))
    run(database, "UPDATE unit SET name = '现状'")
    with pytest.raises(archives.DamagedArchiveError):
        archives.restore(archive, database=database, media=media)
    assert run(database, "SELECT name FROM unit") == [("现状",)]


def test_a_backup_cut_short_is_refused(database: str, media: Path, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    archives.save(archive, database=database, media=media)
    archive.write_bytes(archive.read_bytes()[:2000])
    with pytest.raises(archives.DamagedArchiveError):
        archives.verify(archive)


@pytest.fixture
def commands(
    database: str, media: Path, monkeypatch: pytest.MonkeyPatch, settings: pytest.FixtureRequest
) -> str:
    """The commands work on this test's own database and files."""
    monkeypatch.setenv("DATABASE_OWNER_URL", database)
    settings.MEDIA_ROOT = media
    return database


def test_the_commands_back_up_and_restore(
    commands: str, media: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "backup.tar"
    call_command("backup", archive)
    run(commands, "UPDATE unit SET name = '误改'")
    call_command("restore", archive)
    assert run(commands, "SELECT name FROM unit") == [("五龙村",)]
    said = [f"已备份 2 个文件到 {archive}。", f"已从 {archive} 恢复 2 个文件。"]
    assert capsys.readouterr().out.splitlines() == said


def test_the_command_says_that_a_backup_is_damaged(commands: str, tmp_path: Path) -> None:
    (tmp_path / "backup.tar").write_bytes(b"x" * 2000)
    with pytest.raises(CommandError, match="不是完整的备份文件,没有恢复任何内容。"):
        call_command("restore", tmp_path / "backup.tar")


def test_a_backup_is_readable_by_nobody_else(database: str, media: Path, tmp_path: Path) -> None:
    archives.save(tmp_path / "backup.tar", database=database, media=media)
    assert (tmp_path / "backup.tar").stat().st_mode & 0o777 == 0o600
