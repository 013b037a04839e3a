"""What the unit file says of results: those that were told, the unit's own and of its party organisations."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from alliances.assessment.models import Result
from alliances.assessment.planning.rules import said
from alliances.assessment.states import TOLD
from members.units.models import Unit
from members.units.unitfile.parts import MOST_ROWS, FilePart, Row
from portal.documents.kinds import Word


def results(user: Any, unit: Unit) -> Iterator[Row]:
    rows = Result.objects.visible_to(user).current()
    told = rows.filter(Q(unit=unit) | Q(party_org__unit=unit), cycle__state__in=TOLD)
    related = told.select_related("cycle__scheme", "unit", "party_org", "grade")
    for row in related.order_by("-cycle__until_on", "-pk")[:MOST_ROWS]:
        yield {
            "whom": str(row.whom),
            "cycle": str(row.cycle),
            "total": said(row.total),
            "grade": str(row.grade or ""),
            "state": row.cycle.get_state_display(),
        }


RESULTS = FilePart(
    "反馈和考核结果",
    {
        "whom": Word("单位或党组织", "区财政局"),
        "cycle": Word("办法和周期", "成员单位参与情况反馈·2026年第三季度"),
        "total": Word("总分", "92.5"),
        "grade": Word("等次，没有的为空", ""),
        "state": Word("办理到哪一步", "已反馈"),
    },
    results,
)
