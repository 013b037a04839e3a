"""会议纪要 in the form GB/T 9704 gives it: 纪要 as its head, the text, who came, who does what until when."""

from typing import Any

from django.utils import timezone
from docx.document import Document as Paper

from alliances.meetings.authority import WORDINGS
from alliances.meetings.models import Answer, Minutes
from alliances.meetings.notices import moment_words
from portal.documents.kinds import Context, DocumentKind, Placeholder, Rows, Word
from portal.documents.layout import add_level_1, add_rows, add_text, add_title, new_paper
from portal.documents.making import make_document
from portal.documents.words import day_words

MINUTES = "minutes"
CAME = (Answer.ATTEND, Answer.SUBSTITUTE)

PLACEHOLDERS: dict[str, Placeholder] = {
    "alliance": Word("组织", "朱泾镇区域化党建联席会议"),
    "title": Word("会议名称", "2026年第三季度联席会议"),
    "version": Word("版本，第一版为空", "（第 2 版）"),
    "moment": Word("会议时间", "2026年9月20日 14:00"),
    "place": Word("地点", "镇政府三楼会议室"),
    "convener": Word("召集", "区财政局（轮值）"),
    "text": Word("纪要正文，每段一行", "会议通报了上季度项目进展。"),
    "paragraphs": Rows("正文各段", {"text": Word("段落", "会议通报了上季度项目进展。")}),
    "present": Word("出席单位", "区财政局、区税务局"),
    "absent": Word("请假单位", "区气象局"),
    "published_on": Word("发布日期", "2026年9月22日"),
    "today": Word("打印日期", "2026年9月23日"),
    "resolutions": Rows(
        "议定事项",
        {
            "number": Word("序号", "1"),
            "manner": Word("方式：交办或商请", "商请"),
            "text": Word("内容", "协助安装楼道灯"),
            "unit": Word("责任单位", "区税务局"),
            "due": Word("完成时限", "2026年10月31日"),
        },
    ),
}


def placeholders() -> dict[str, Placeholder]:
    return PLACEHOLDERS


def builtin() -> Paper:
    paper = new_paper()
    add_title(paper, "{{ alliance }}纪要{{ version }}")
    add_text(paper, "{{ title }}于{{ moment }}在{{ place }}召开，由{{ convener }}召集。")
    add_text(paper, "{%p for paragraph in paragraphs %}")
    add_text(paper, "{{ paragraph.text }}")
    add_text(paper, "{%p endfor %}")
    add_level_1(paper, "议定事项")
    columns = {"number": "序号", "manner": "方式", "text": "内容", "unit": "责任单位", "due": "完成时限"}
    add_rows(paper, "resolutions", columns, widths=[14, 16, 62, 32, 32])
    add_text(paper, "")
    add_text(paper, "出席：{{ present }}。", indent=False)
    add_text(paper, "{%p if absent %}")
    add_text(paper, "请假：{{ absent }}。", indent=False)
    add_text(paper, "{%p endif %}")
    add_text(paper, "{{ published_on }}印发", indent=False)
    return paper


def context_of(minutes: Minutes, by: Any) -> Context:
    """Units are named, persons are not, unless the text itself does."""
    meeting = minutes.meeting
    asked = list(meeting.invitations.order_by("unit__neighbourhood", "unit__name").select_related("unit"))
    arrived = [each for each in asked if each.arrived_at]
    came = arrived or [each for each in asked if each.answer in CAME]
    return {
        "alliance": meeting.alliance.name,
        "title": meeting.title,
        "version": f"（第 {minutes.number} 版）" if minutes.number > 1 else "",
        "moment": moment_words(meeting.starts_at),
        "place": meeting.place,
        "convener": f"{meeting.duty.holder}（轮值）" if meeting.duty else f"{meeting.alliance.region}党建办",
        "text": minutes.text,
        "paragraphs": [{"text": line.strip()} for line in minutes.text.splitlines() if line.strip()],
        "present": "、".join(each.unit.name for each in came) or "见签到表",
        "absent": "、".join(each.unit.name for each in asked if each.answer == Answer.LEAVE),
        "published_on": day_words(timezone.localdate(minutes.published_at)),
        "today": day_words(timezone.localdate()),
        "resolutions": [
            {
                "number": number,
                "manner": WORDINGS[each.manner].entrust,
                "text": each.text,
                "unit": each.unit.name,
                "due": day_words(each.due_on),
            }
            for number, each in enumerate(meeting.resolutions.select_related("unit").order_by("pk"), 1)
        ],
    }


def write_minutes(minutes: Minutes, *, by: Any) -> bytes:
    """The version as a Word file, from the template that the alliance's office uses."""
    return make_document(MINUTES, minutes, region=minutes.meeting.alliance.region, by=by)


KIND = DocumentKind(
    label="会议纪要",
    purpose="会议纪要印发、归档时打印。",
    placeholders=placeholders,
    builtin=builtin,
    context=context_of,
)
