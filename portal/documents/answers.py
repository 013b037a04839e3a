"""Word files as answers to a request."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from portal.files.actions import shown_name

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_answer(content: bytes, name: str) -> HttpResponse:
    """The document to be saved under this name, which needs no ending."""
    response = HttpResponse(content, content_type=WORD_TYPE)
    ending = ".docx"
    # What is no ending of a file, such as the dot in a number, is not cut off.
    filename = shown_name(f"{name}{ending}", ending)
    response["Content-Disposition"] = str(content_disposition_header(True, filename))
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response
