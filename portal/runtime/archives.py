"""Backups: one tar with the database (a dump in custom format), the uploaded files and their digests."""

import hashlib
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from portal.runtime import demotion
from portal.runtime.rights import settle_rights

MANIFEST, DUMP, MEDIA = "manifest.json", "database.dump", "media"


class DamagedArchiveError(Exception):
    """An archive is not what its manifest says; nothing was restored."""


def save(archive: Path, *, database: str, media: Path) -> int:
    """Write `archive`, complete or not at all; the number of files in it, the manifest not counted.

    The database is dumped before the files are read: a file added meanwhile is then one too many at worst.
    """
    unfinished = archive.with_name(f"{archive.name}.unfinished")
    with tempfile.TemporaryDirectory() as folder:
        dump, manifest = Path(folder) / DUMP, Path(folder) / MANIFEST
        run("pg_dump", "--format=custom", f"--file={dump}", f"--dbname={database}")
        members = {DUMP: dump} | {f"{MEDIA}/{file.relative_to(media)}": file for file in files_below(media)}
        with tarfile.open(unfinished, "w") as tar:
            for name, file in members.items():
                tar.add(file, arcname=name)
        unfinished.chmod(0o600)
        manifest.write_text(
            json.dumps(digests_in(unfinished), indent=1, ensure_ascii=False), encoding="utf-8"
        )
        with tarfile.open(unfinished, "a") as tar:
            tar.add(manifest, arcname=MANIFEST)
    unfinished.replace(archive)
    return len(members)


def restore(archive: Path, *, database: str, media: Path) -> int:
    """Put back what `archive` holds, after checking every digest; the number of files.

    The database is replaced in one transaction. Files are added or overwritten, none is deleted.
    """
    found = verify(archive)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
        dump = Path(folder) / DUMP
        run("pg_restore", "--clean", "--if-exists", "--single-transaction", f"--dbname={database}", str(dump))
        settle_rights(database)
        for file in files_below(Path(folder) / MEDIA):
            target = media / file.relative_to(Path(folder) / MEDIA)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    return len(found)


def verify(archive: Path) -> dict[str, str]:
    """The digests of what the archive holds; DamagedArchiveError unless they are those of its manifest."""
    try:
        with tarfile.open(archive) as tar:
            manifest = tar.extractfile(MANIFEST)
            promised = json.load(manifest) if manifest else {}
        found = digests_in(archive)
    except (tarfile.TarError, KeyError, ValueError) as error:
        raise DamagedArchiveError(f"{archive} 不是完整的备份文件,没有恢复任何内容。") from error
    found.pop(MANIFEST)
    if found != promised:
        raise DamagedArchiveError(f"{archive} 与其中的校验清单不符,没有恢复任何内容。请换一份备份。")
    return found


def digests_in(archive: Path) -> dict[str, str]:
    """SHA-256 by name, of what was really written, not of what was meant to be."""
    with tarfile.open(archive) as tar:
        return {member.name: sha256(tar, member) for member in tar if member.isfile()}


def sha256(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    content = tar.extractfile(member)
    if content is None:
        raise tarfile.ReadError(member.name)
    digest = hashlib.sha256()
    while block := content.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()


def files_below(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file())


def run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs, with the libraries beside it; what it complains of goes to stderr."""
    programs = demotion.binaries(user=None)
    environment = os.environ | {"LD_LIBRARY_PATH": str(programs.parent / "lib")}
    subprocess.run([str(programs / program), *arguments], env=environment, check=True)  # noqa: S603
