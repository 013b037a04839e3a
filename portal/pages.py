"""The panels at the right of the home page. Each app registers its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from portal.registry import Registry


@dataclass(frozen=True)
class Panel:
    """A template and what it shows, which it finds under the name `panel`."""

    template: str
    shows: dict[str, Any] = field(default_factory=dict)


HOME_PANELS: Registry[Callable[[HttpRequest], Panel | None]] = Registry("panel of the home page")


def home_panels(request: HttpRequest) -> list[Panel]:
    """The panels that have something to show to this person."""
    found = (panel(request) for panel in HOME_PANELS)
    return [panel for panel in found if panel is not None]
