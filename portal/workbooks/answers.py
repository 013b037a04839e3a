"""A table as the answer to a request: written to a file on disk that is gone as soon as it was sent."""

from collections.abc import Callable
from tempfile import TemporaryFile
from typing import IO

from django.http import FileResponse
from django.utils.http import content_disposition_header

XLSX, CSV = "xlsx", "csv"
CONTENT_TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}


def file_answer(name: str, ending: str, write: Callable[[IO[bytes]], None]) -> FileResponse:
    """What `write` writes, to be saved as name.ending. Raises what `write` raises."""
    file = TemporaryFile()  # noqa: SIM115  # closed with the response
    try:
        write(file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    response = FileResponse(file, content_type=CONTENT_TYPES[ending])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{ending}")
    return response
