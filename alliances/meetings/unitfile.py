"""What the unit file says of the meetings a unit was asked to, and of what was asked of it."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from alliances.councils.behalf import acts_in
from alliances.meetings.models import Invitation, Meeting, Resolution
from alliances.meetings.reading import with_what_rules_read
from members.units.models import Unit
from members.units.unitfile.parts import MOST_ROWS, FilePart, Row
from portal.documents.kinds import Word
from portal.documents.words import day_words
from portal.permits import may


def meetings(user: Any, unit: Unit) -> Iterator[Row]:
    """How it answered and whether it came is for its own people and who oversees the meeting."""
    seen = with_what_rules_read(Meeting.objects.visible_to(user).filter(called_at__isnull=False))
    asked = {each.meeting_id: each for each in Invitation.objects.filter(unit=unit)}
    for meeting in seen.filter(pk__in=asked).order_by("-starts_at", "-pk")[:MOST_ROWS]:
        told = acts_in(user, unit.pk, meeting.alliance) or may(user, "meetings.see_receipts", meeting)
        invitation = asked[meeting.pk]
        yield {
            "day": day_words(timezone.localdate(meeting.starts_at)),
            "title": meeting.title,
            "answer": invitation.get_answer_display() if told and invitation.answer else "",
            "arrived": "已到" if told and invitation.arrived_at else "",
        }


def resolutions(user: Any, unit: Unit) -> Iterator[Row]:
    rows = Resolution.objects.visible_to(user).filter(unit=unit).select_related("meeting")
    for each in rows.order_by("-due_on", "-pk")[:MOST_ROWS]:
        yield {
            "meeting": each.meeting.title,
            "text": each.text,
            "due": day_words(each.due_on),
            "state": "已逾期" if each.is_late else each.get_state_display(),
        }


MEETINGS = FilePart(
    "参加会议",
    {
        "day": Word("日期", "2026年9月20日"),
        "title": Word("会议", "2026年第三季度联席会议"),
        "answer": Word("回执", "参加"),
        "arrived": Word("签到", "已到"),
    },
    meetings,
)
RESOLUTIONS = FilePart(
    "议定事项",
    {
        "meeting": Word("会议", "2026年第三季度联席会议"),
        "text": Word("内容", "协助安装楼道灯"),
        "due": Word("完成时限", "2026年10月31日"),
        "state": Word("状态", "已销号"),
    },
    resolutions,
)
