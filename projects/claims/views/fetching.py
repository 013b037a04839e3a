"""What the pages begin with: the project or claim asked for, if one may see it. Raises Http404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from projects.claims.models import Claim
from projects.listings.models import Project


def fetch_project(request: HttpRequest, pk: int) -> Project:
    rows = Project.objects.visible_to(request.user).select_related("region", "unit", "category", "need")
    return get_object_or_404(rows, pk=pk)


def fetch_claim(request: HttpRequest, pk: int) -> Claim:
    rows = Claim.objects.visible_to(request.user).select_related("project__region", "project__unit", "unit")
    return get_object_or_404(rows, pk=pk)
