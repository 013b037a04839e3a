"""Everything under /api/v1/. An address that is none of these is a problem too, not a page."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView

from portal.api.docs import DocsView
from portal.api.problems import unknown_route
from portal.api.routes import API_ROUTES
from portal.api.tokens import RevokeTokenView, TokenView

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("docs/", DocsView.as_view(url_name="api_schema"), name="api_docs"),
    path("auth/token/", TokenView.as_view(), name="api_token"),
    path("auth/token/revoke/", RevokeTokenView.as_view(), name="api_token_revoke"),
    *[path("", include(routes)) for routes in API_ROUTES],
    re_path("", unknown_route),
]
