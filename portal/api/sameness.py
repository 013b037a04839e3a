"""Whether two requests say the same: the digest of a body, however it was put into parts."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from rest_framework.request import Request


def digest_of(request: Request) -> str:
    """SHA-256 of the body; of a form with files, of what its parts say.

    A client that sends such a form again draws another boundary and may order the fields anew, so its bytes
    say nothing. Files are read in portions and rewound: however large they are, they are never held whole.
    Raises what parsing raises, RequestDataTooBig for other bodies beyond the limit.
    """
    if not request.content_type.startswith("multipart/form-data"):
        return hashlib.sha256(request.body).hexdigest()
    said = {"fields": sorted(request.POST.lists()), "files": sorted(_files(request))}
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _files(request: Request) -> Iterator[tuple[str, list[Any]]]:
    for name, files in request.FILES.lists():
        yield name, [[file.name, file.content_type, _sha256(file)] for file in files]


def _sha256(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for portion in file.chunks():
        digest.update(portion)
    file.seek(0)
    return digest.hexdigest()
