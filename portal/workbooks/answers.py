"""A table as the answer to a request: written to a file on disk that is gone as soon as it was sent."""

from collections.abc import Callable
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO

from django.http import FileResponse
from django.utils.http import content_disposition_header

from portal.disk import is_full
from portal.refusals import Refusal

XLSX, CSV = "xlsx", "csv"
CONTENT_TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}

DISK_FULL = "磁盘空间不足，文件没有写成，系统里的内容没有变化。请联系管理员清理空间，再试一次。"


def file_answer(name: str, ending: str, write: Callable[[IO[bytes]], None]) -> FileResponse:
    """What `write` writes, to be saved as name.ending. Raises what `write` raises, Refusal `disk_full`."""
    file = TemporaryFile()  # noqa: SIM115  # closed with the response
    try:
        write(file)
        file.seek(0)
    except BaseException as trouble:
        _give_up(file)
        if isinstance(trouble, OSError) and is_full(trouble):
            raise Refusal("disk_full", DISK_FULL) from trouble
        raise
    response = FileResponse(file, content_type=CONTENT_TYPES[ending])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{ending}")
    return response


def _give_up(file: IO[bytes]) -> None:
    """Closing writes what was still held back, which fails as well where there is no room."""
    with suppress(OSError):
        file.close()
