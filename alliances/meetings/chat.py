"""Text to paste into a chat group: when, where, what is asked, and the address that opens the meeting."""

from collections.abc import Callable

from alliances.meetings.models import Meeting
from alliances.meetings.notices import moment_words
from alliances.meetings.states import MeetingState

Address = Callable[[str], str]
"""Path → the address that opens it from outside the portal."""


def text_of_meeting(meeting: Meeting, address: Address, path: str) -> str:
    """Of a called one, who has not answered yet; of one that was cancelled, why."""
    said = [f"【{meeting.get_kind_display()}】{meeting.title}"]
    if meeting.state == MeetingState.CANCELLED:
        return "\n".join([*said, f"会议取消：{meeting.cancel_reason}", address(path)])
    said.append(f"{moment_words(meeting.starts_at)}，{meeting.place}")
    if meeting.notes:
        said.append(meeting.notes)
    if meeting.state == MeetingState.CALLED:
        silent = meeting.invitations.filter(answer="").count()
        said.append(f"还有 {silent} 家单位未回执，请点开链接回执：" if silent else "各单位均已回执。")
    return "\n".join([*said, address(path)])
