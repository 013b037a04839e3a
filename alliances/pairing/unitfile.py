"""What the unit file says of a unit's pairings: those that were filed, on either side."""

from collections.abc import Iterator
from typing import Any

from alliances.pairing.models import Pairing
from alliances.pairing.states import KEPT
from members.units.models import Unit
from members.units.unitfile.parts import MOST_ROWS, FilePart, Row
from portal.documents.kinds import Word
from portal.documents.words import day_words


def pairings(user: Any, unit: Unit) -> Iterator[Row]:
    rows = Pairing.objects.visible_to(user).of(unit.pk).filter(state__in=KEPT)
    related = rows.select_related("programme", "host", "partner", "post")
    for row in related.order_by("-from_on", "-pk")[:MOST_ROWS]:
        yield {
            "other": str(row.other if row.host_id == unit.pk else row.host),
            "mode": row.get_mode_display(),
            "programme": row.programme.name,
            "number": row.number or "",
            "from": day_words(row.from_on),
            "until": day_words(row.last_on),
            "state": row.get_state_display(),
        }


PAIRINGS = FilePart(
    "结对共建",
    {
        "other": Word("结对的另一方", "五龙村"),
        "mode": Word("结对类型", "共驻共建"),
        "programme": Word("批次", "2026年双百结对"),
        "number": Word("编号", "朱泾-结-2026-0012"),
        "from": Word("起始日期", "2026年1月1日"),
        "until": Word("截止日期", "2026年12月31日"),
        "state": Word("状态", "履行中"),
    },
    pairings,
)
