"""The verbs of evidence files: keep an upload, and see that kept files are still what they were."""

import hashlib
import os
import tempfile
import time
import unicodedata
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO, cast

import structlog
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile
from django.db.models import F, Model, Q
from django.utils import timezone

from portal.files.images import redrawn
from portal.files.models import StoredFile
from portal.files.sniffing import nature_of

VERIFY_EVERY = timedelta(hours=20)
MAX_STEM = 150
log = structlog.get_logger(__name__)


def store_upload(upload: UploadedFile, *, by: Any, about: Model) -> StoredFile:
    """Keep an upload as evidence about `about`, photos redrawn without their metadata.

    The bytes are on disk before the row is written, so a row never lacks its file.
    Raises FileRefused with a sentence when the file is too big, broken or not of a kind we take.
    """
    stream = cast(BinaryIO, upload.file)
    nature = nature_of(stream, size=upload.size or 0)
    content = redrawn(stream, nature.media_type) if nature.kind == "image" else stream.read()
    digest = hashlib.sha256(content).hexdigest()
    path = f"evidence/{digest[:2]}/{digest}{nature.ending}"
    _write_durably(Path(settings.MEDIA_ROOT) / path, content)
    return StoredFile.objects.create(
        kind=nature.kind,
        media_type=nature.media_type,
        original_name=shown_name(upload.name or "", nature.ending),
        sha256=digest,
        size=len(content),
        path=path,
        about_type=ContentType.objects.get_for_model(about),
        about_id=about.pk,
        uploaded_by=by,
    )


def shown_name(name: str, ending: str) -> str:
    """The person's own name for it, without folders and invisible characters, with the true ending."""
    stem = Path(name.replace("\\", "/")).stem
    visible = "".join(letter for letter in stem if unicodedata.category(letter)[0] != "C").strip()
    return (visible[:MAX_STEM] or "未命名") + ending


def verify_files(*, seconds: float) -> int:
    """Read back files not verified lately, the longest unseen first, for about `seconds`.

    A file that is missing or has other bytes loses `is_intact` and is logged as an error. Gives how many
    were read.
    """
    stop_at, before = time.monotonic() + seconds, timezone.now() - VERIFY_EVERY
    unseen = StoredFile.objects.filter(Q(verified_at=None) | Q(verified_at__lt=before))
    read = 0
    for file in unseen.order_by(F("verified_at").asc(nulls_first=True)).iterator(chunk_size=100):
        if time.monotonic() >= stop_at:
            break
        _verify(file)
        read += 1
    return read


def _verify(file: StoredFile) -> None:
    file.is_intact, file.verified_at = _digest_of(file.on_disk) == file.sha256, timezone.now()
    if not file.is_intact:
        log.error("evidence file is damaged", file_id=file.pk, path=file.path)
    file.save(update_fields=["is_intact", "verified_at"])


def _digest_of(path: Path) -> str | None:
    try:
        with path.open("rb") as stored:
            return hashlib.file_digest(stored, "sha256").hexdigest()
    except OSError:
        return None


def _write_durably(path: Path, content: bytes) -> None:
    """All of it or nothing, and on the disk itself before anybody is told that it is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(content)
        part.flush()
        os.fsync(part.fileno())
        os.fchmod(part.fileno(), settings.FILE_UPLOAD_PERMISSIONS)
    os.replace(part.name, path)
