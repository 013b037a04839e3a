"""What the pages begin with."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from alliances.surveys.models import Survey

form_view = require_http_methods(["GET", "HEAD", "POST"])


def fetch_survey(request: HttpRequest, pk: int) -> Survey:
    """Raises Http404."""
    return get_object_or_404(Survey.objects.visible_to(request.user).select_related("region"), pk=pk)
