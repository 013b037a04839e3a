"""The folder where what was made lies until it expires: whole files under names nobody can guess."""

import hashlib
import os
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from django.conf import settings

from portal.exports.models import Export

FOLDER = "exports"
PART_ENDING = ".part"
LEFT_BEHIND = 3600
"""Seconds after which a file that no row names is nobody's: a job may take half an hour."""


def put(write: Callable[[IO[bytes]], None], ending: str) -> dict[str, object]:
    """Write a file, all of it or nothing, and on the disk itself before its name is told.

    Gives `path` (below MEDIA_ROOT), `size` and `sha256`. Raises what `write` raises, OSError for a full disk.
    """
    name = f"{FOLDER}/{secrets.token_hex(32)}.{ending}"
    target = Path(settings.MEDIA_ROOT) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + PART_ENDING)
    try:
        sha256 = _write_durably(part, write)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return {"path": name, "size": target.stat().st_size, "sha256": sha256}


def take_away(export: Export) -> None:
    """Remove an export's file, if it is still there."""
    export.on_disk.unlink(missing_ok=True)


def sweep() -> int:
    """Remove what killed jobs left behind: parts, and files of moves that were never committed."""
    folder, before = Path(settings.MEDIA_ROOT) / FOLDER, time.time() - LEFT_BEHIND
    if not folder.is_dir():
        return 0
    old = [file for file in folder.iterdir() if file.is_file() and file.stat().st_mtime < before]
    named = set(
        Export.objects.filter(path__in=[f"{FOLDER}/{file.name}" for file in old]).values_list(
            "path", flat=True
        )
    )
    orphans = [file for file in old if f"{FOLDER}/{file.name}" not in named]
    for file in orphans:
        file.unlink(missing_ok=True)
    return len(orphans)


def _write_durably(part: Path, write: Callable[[IO[bytes]], None]) -> str:
    """The digest is taken while the disk is busy: the thread that waits for it needs no processor."""
    with part.open("wb") as file, ThreadPoolExecutor(max_workers=1) as beside:
        write(file)
        file.flush()
        flushed = beside.submit(os.fsync, file.fileno())
        sha256 = _sha256(part)
        flushed.result()
        os.fchmod(file.fileno(), settings.FILE_UPLOAD_PERMISSIONS)
    return sha256


def _sha256(file: Path) -> str:
    with file.open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest()
