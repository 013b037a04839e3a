"""The standard figures of a record, as streets report them."""

from collections.abc import Mapping
from decimal import Decimal

FIGURES: dict[str, tuple[str, str]] = {
    "events": ("活动", "场次"),
    "people": ("受益", "人"),
    "person_times": ("服务", "人次"),
    "funds": ("资金", "元"),
    "goods_value": ("物资折合", "元"),
    "hours": ("志愿服务", "小时"),
    "metres": ("道路等", "米"),
    "square_metres": ("场所", "平方米"),
    "pieces": ("设施", "件"),
}
"""Field → (what, unit of measure)."""

DECIMALS = {"funds": 2, "goods_value": 2, "hours": 1, "metres": 1, "square_metres": 1}
"""Places after the point; figures not named here are whole."""

COMMON = ("events", "people", "person_times", "hours", "funds")
"""What most records have; a form shows these first and folds the others away."""


def figure_items(totals: Mapping[str, Decimal]) -> list[tuple[str, str, str]]:
    """The figures that are not nought, for the component `figures`: what, how many, unit of measure."""
    return [
        (FIGURES[name][0], f"{totals[name].normalize():,f}", FIGURES[name][1])
        for name in FIGURES
        if totals.get(name)
    ]
