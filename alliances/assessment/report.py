"""Results as Word files: of one, for whom it concerns; of a cycle, for the office."""

from typing import Any

from django.utils import timezone
from docx.document import Document as Paper

from alliances.assessment import result_page
from alliances.assessment.cycle_page import placed, results_of
from alliances.assessment.models import Cycle, Result
from alliances.assessment.planning.rules import said
from portal.documents.kinds import Context, DocumentKind, Placeholder, Rows, Word
from portal.documents.layout import add_level_1, add_rows, add_signature, add_text, add_title, new_paper
from portal.documents.making import make_document
from portal.documents.words import day_words

RESULT_REPORT = "assessment_result"
CYCLE_REPORT = "assessment_cycle"

RESULT_PLACEHOLDERS: dict[str, Placeholder] = {
    "whom": Word("单位或党组织", "区财政局"),
    "street": Word("街道（镇）", "朱泾镇"),
    "scheme": Word("办法", "成员单位参与情况反馈"),
    "period": Word("周期", "2026年第三季度"),
    "days": Word("起止", "2026年7月1日至2026年9月30日"),
    "total": Word("总分", "92.5"),
    "full": Word("满分", "100"),
    "grade": Word("等次，没有的为空", ""),
    "why": Word("总分和等次怎么来的，没有特别情形的为空", ""),
    "moved": Word("和上一周期相比，没有上一周期的为空", "比上一周期高 2 分"),
    "contest": Word("异议截止日，没有的为空", "2026年10月20日"),
    "today": Word("打印日期", "2026年10月12日"),
    "scores": Rows(
        "各项得分",
        {
            "group": Word("指标组", "参加会议和活动"),
            "name": Word("指标", "联席会议和集中活动"),
            "points": Word("得分", "35 / 40"),
            "words": Word("算法", "40 − 1 × 5 = 35 分"),
            "more": Word("还差什么", "再有 1，可由 35 分到 40 分"),
        },
    ),
}
CYCLE_PLACEHOLDERS: dict[str, Placeholder] = {
    "street": Word("街道（镇）", "朱泾镇"),
    "scheme": Word("办法", "党组织五星创评"),
    "basis": Word("依据文件，没有的为空", ""),
    "period": Word("周期", "2026年全年"),
    "days": Word("起止", "2026年1月1日至2026年12月31日"),
    "state": Word("办理到哪一步", "公示中"),
    "contest": Word("异议截止日，没有的为空", "2027年1月20日"),
    "today": Word("打印日期", "2027年1月12日"),
    "results": Rows(
        "各家结果；办法规定列名次的，从高到低",
        {
            "place": Word("名次，不列名次的为序号", "1"),
            "whom": Word("单位或党组织", "钟楼居民区党总支"),
            "total": Word("总分", "92.5"),
            "grade": Word("等次", "五星"),
            "why": Word("说明", ""),
        },
    ),
}


def result_builtin() -> Paper:
    paper = new_paper()
    add_title(paper, "{{ scheme }}")
    add_text(paper, "{{ whom }}：", indent=False)
    add_text(
        paper,
        "现将{{ period }}（{{ days }}）的情况反馈如下。各项数字由门户按已登记的记录计算，均可查到记录。",
    )
    add_text(
        paper, "总分 {{ total }} 分（满分 {{ full }} 分）{% if grade %}，等次为“{{ grade }}”{% endif %}。"
    )
    add_optional(paper, "why", "{{ why }}。")
    add_optional(paper, "moved", "{{ moved }}。")
    add_level_1(paper, "一、各项得分")
    columns = {"group": "指标组", "name": "指标", "points": "得分", "words": "算法", "more": "还可以提高"}
    add_rows(paper, "scores", columns, widths=[28, 32, 20, 44, 32])
    add_optional(paper, "contest", "如有异议，请在{{ contest }}前通过门户提出，党建办复核后答复。")
    add_signature(paper, "{{ street }}党建工作办公室\n{{ today }}")
    return paper


def cycle_builtin() -> Paper:
    paper = new_paper()
    add_title(paper, "{{ scheme }}结果")
    add_text(paper, "{{ period }}（{{ days }}），{{ state }}。")
    add_optional(paper, "basis", "依据：{{ basis }}。")
    add_level_1(paper, "一、各家结果")
    columns = {"place": "序号", "whom": "单位或党组织", "total": "总分", "grade": "等次", "why": "说明"}
    add_rows(paper, "results", columns, widths=[14, 50, 20, 20, 52])
    add_optional(paper, "contest", "异议期至{{ contest }}。")
    add_signature(paper, "{{ street }}党建工作办公室\n{{ today }}")
    return paper


def add_optional(paper: Paper, name: str, text: str) -> None:
    """A paragraph that is left out where there is nothing to say."""
    add_text(paper, f"{{%p if {name} %}}")
    add_text(paper, text)
    add_text(paper, "{%p endif %}")


def result_context(result: Result, by: Any) -> Context:
    page = result_page.context_of(result, by)
    return {
        **_about(result.cycle),
        "whom": str(result.whom),
        "total": said(result.total),
        "full": said(result.cycle.scheme.full_marks),
        "grade": str(result.grade or ""),
        "why": result.why,
        "moved": moved_words(page["moved"]),
        "scores": [
            {
                "group": section.group.name,
                "name": line.score.indicator.name,
                "points": points_words(line),
                "words": line.score.words,
                "more": line.more,
            }
            for section in page["sections"]
            for line in section.lines
        ],
    }


def cycle_context(cycle: Cycle, by: Any) -> Context:
    is_ranked = cycle.scheme.is_ranked
    rows = placed(results_of(cycle, by), is_ranked=is_ranked)
    return {
        **_about(cycle),
        "basis": str(cycle.scheme.basis or ""),
        "state": cycle.get_state_display(),
        "results": [
            {
                "place": str(place or number),
                "whom": str(row.whom),
                "total": said(row.total),
                "grade": str(row.grade or ""),
                "why": row.why,
            }
            for number, (place, row) in enumerate(rows, start=1)
        ],
    }


def moved_words(moved: Any) -> str:
    if moved is None:
        return ""
    if not moved:
        return "和上一周期持平"
    return f"比上一周期{'高' if moved > 0 else '低'} {said(abs(moved))} 分"


def points_words(line: result_page.Line) -> str:
    full = said(line.score.indicator.full_marks)
    return "暂不计" if line.score.points is None else f"{said(line.score.points)} / {full}"


def write_result_report(result: Result, *, by: Any) -> bytes:
    """For whoever may open the result's scores."""
    return make_document(RESULT_REPORT, result, region=result.cycle.scheme.region, by=by)


def write_cycle_report(cycle: Cycle, *, by: Any) -> bytes:
    """Results that this person sees."""
    return make_document(CYCLE_REPORT, cycle, region=cycle.scheme.region, by=by)


def _about(cycle: Cycle) -> Context:
    return {
        "street": cycle.scheme.region.name,
        "scheme": str(cycle.scheme),
        "period": f"{cycle.scheme.year}年{cycle.get_span_display()}",
        "days": f"{day_words(cycle.from_on)}至{day_words(cycle.until_on)}",
        "contest": day_words(cycle.contest_until) if cycle.contest_until else "",
        "today": day_words(timezone.localdate()),
    }


RESULT_KIND = DocumentKind(
    label="考核（反馈）结果",
    purpose="一家在一个周期的结果：各项得分、怎么算的、还可以提高什么。",
    placeholders=lambda: RESULT_PLACEHOLDERS,
    builtin=result_builtin,
    context=result_context,
)
CYCLE_KIND = DocumentKind(
    label="周期结果报告",
    purpose="一个周期各家的结果，供会议研究或公示张贴。",
    placeholders=lambda: CYCLE_PLACEHOLDERS,
    builtin=cycle_builtin,
    context=cycle_context,
)
