"""What stands beside 共建情况. Capabilities that score a unit add theirs."""

from collections.abc import Callable

from django.http import HttpRequest

from alliances.metrics.rules import Standing
from portal.pages import Panel
from portal.registry import Registry

STANDING_PANELS: Registry[Callable[[HttpRequest, Standing], Panel | None]] = Registry(
    "panel beside what a unit did"
)


def standing_panels(request: HttpRequest, standing: Standing) -> list[Panel]:
    found = (panel(request, standing) for panel in STANDING_PANELS)
    return [panel for panel in found if panel is not None]
