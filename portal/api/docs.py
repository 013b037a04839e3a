"""Trying the API in a browser: Swagger UI, its page and its script apart, as the content policy asks."""

from drf_spectacular.views import SpectacularSwaggerSplitView


class DocsView(SpectacularSwaggerSplitView):
    """drf-spectacular's page has an inline style; ours is the same page without it."""

    template_name = "portal/api_docs.html"
