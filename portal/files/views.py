"""Hands out an evidence file to whoever may see the thing it is about."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from portal.files.access import may_see
from portal.files.models import StoredFile


@login_required
@require_safe
def stored_file(request: HttpRequest, pk: int) -> FileResponse:
    """Photos open in the browser, everything else is downloaded; nothing in it can run as a page of ours."""
    file = get_object_or_404(StoredFile.objects.select_related("about_type"), pk=pk)
    if not may_see(request.user, file) or not file.on_disk.is_file():
        raise Http404
    return FileResponse(
        file.on_disk.open("rb"),
        as_attachment=not file.is_image,
        filename=file.original_name,
        content_type=file.media_type,
        headers={
            "Cache-Control": "private, no-cache",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )
