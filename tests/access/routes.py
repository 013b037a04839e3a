"""Every route of the portal, read from its own URL configuration."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def all_routes() -> Iterator[URLPattern]:
    yield from below(get_resolver())


def below(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from below(pattern)
        elif "format" not in pattern.pattern.regex.groupindex:  # the same again with a suffix such as .json
            yield pattern


def name_of(route: URLPattern) -> str:
    return route.name or ""


def methods_of(route: URLPattern) -> set[str]:
    """What an operation of the API takes; a page says so only when asked."""
    callback: Any = route.callback
    if hasattr(callback, "actions"):
        # Once a view was asked, it answers HEAD with its GET.
        return {method.upper() for method in callback.actions} - {"HEAD"}
    view = getattr(callback, "cls", None) or getattr(callback, "view_class", None)
    taken = [method for method in ("get", "post", "put", "patch", "delete") if hasattr(view, method)]
    return {method.upper() for method in taken}
