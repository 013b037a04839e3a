"""The first draft of minutes: nobody types again what agenda and resolutions say."""

from alliances.meetings.authority import WORDINGS
from alliances.meetings.models import Meeting
from alliances.meetings.notices import moment_words
from alliances.meetings.states import AgendaState
from portal.documents.words import day_words


def first_draft(meeting: Meeting) -> str:
    agenda = meeting.agenda.filter(state=AgendaState.ACCEPTED)
    resolutions = meeting.resolutions.select_related("unit").order_by("pk")
    lines = [f"{moment_words(meeting.starts_at)}，{meeting.title}在{meeting.place}召开。"]
    lines += [f"{number}．{item.title}。{item.detail}" for number, item in enumerate(agenda, 1)]
    lines += [
        f"{WORDINGS[each.manner].entrust}{each.unit}：{each.text}，{day_words(each.due_on)}前完成。"
        for each in resolutions
    ]
    return "\n".join(lines)
