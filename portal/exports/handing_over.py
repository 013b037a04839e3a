"""The file of an export as an answer, for the page and the API."""

from typing import Any

from django.http import FileResponse
from django.utils.cache import add_never_cache_headers
from django.utils.timezone import localtime

from portal.exports.actions import note_download
from portal.exports.models import Export


def file_of(export: Export, *, by: Any) -> FileResponse:
    """Handed over under its title, and noted. No cache keeps it: it may hold names and phones."""
    held = note_download(export, by=by)
    name = f"{held.title} {localtime(held.made_at):%Y%m%d}{held.on_disk.suffix}"
    response = FileResponse(held.on_disk.open("rb"), as_attachment=True, filename=name)
    add_never_cache_headers(response)
    return response
