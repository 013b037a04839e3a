from django.urls import path

from projects.hall import texts, views
from projects.listings.models import ListKind

urlpatterns = [
    path("hall/", views.hall, name="hall"),
    path("hall/live/", views.live, name="hall_live"),
    path("hall/text/", texts.hall_text, name="hall_text"),
    *(path(f"{kind}s/text/", texts.list_text, {"kind": kind}, name=f"{kind}s_text") for kind in ListKind),
    path("projects/<int:pk>/text/", texts.project_text, name="project_text"),
    path("claims/<int:pk>/text/", texts.claim_text, name="claim_text"),
]
