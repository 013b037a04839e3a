"""What the unit file says of a unit's listings."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from members.models import Unit
from members.units.unitfile.parts import MOST_ROWS, FilePart, Row
from portal.documents.kinds import Word
from projects.listings.models import Need, Project, Resource


def listings(user: Any, unit: Unit) -> Iterator[Row]:
    """资源, 需求 and 项目 that the unit published, as far as this person sees them."""
    for listing in chain.from_iterable(newest(model, user, unit) for model in (Resource, Need, Project)):
        yield {
            "list": listing.list.label,
            "year": listing.year,
            "number": listing.number,
            "title": listing.title,
            "state": listing.get_state_display(),
        }


def newest(model: Any, user: Any, unit: Unit) -> Any:
    rows = model.objects.visible_to(user).filter(unit=unit).defer("grams", "summary", "custom")
    return rows.order_by("-year", "-pk")[: MOST_ROWS // 3]


LISTINGS = FilePart(
    "发布的清单",
    {
        "list": Word("清单", "项目"),
        "year": Word("年度", "2026"),
        "number": Word("编号", "朱-项-2026-0012"),
        "title": Word("名称", "钟楼居民区亮灯项目"),
        "state": Word("状态", "已发布"),
    },
    listings,
)
