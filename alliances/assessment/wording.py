"""What a scheme says, in the words of its page."""

from alliances.assessment.measuring import SURVEY_KINDS
from alliances.assessment.models import Cadence, Condition, Grade, Indicator, Rule, Scheme, Source
from alliances.assessment.planning.rules import NOUGHT, said
from alliances.metrics.registry import METRICS
from members.party.models import PartyLevel

SURVEYS = dict(SURVEY_KINDS)


def source_words(indicator: Indicator) -> str:
    """Where its value comes from: 按记录：参加会议（次）."""
    if indicator.source == Source.SURVEY:
        return f"测评：{SURVEYS.get(indicator.survey_kind, indicator.survey_kind)}"
    if indicator.source == Source.JUDGEMENT:
        return "评议打分"
    return f"按记录：{metric_words(indicator.metric)}"


def metric_words(name: str) -> str:
    if name not in METRICS.names():
        return f"{name}（没有这个数据项）"
    metric = METRICS[name]
    return f"{metric.label}（{metric.measure}）"


def rule_words(indicator: Indicator) -> str:
    """How the value becomes points: 每项 2 分，满 20 分为止."""
    words = _rule(indicator)
    if indicator.floor:
        words += f"，最低 {said(indicator.floor)} 分"
    return words


def _rule(indicator: Indicator) -> str:
    full = said(indicator.full_marks)
    if indicator.rule == Rule.EACH:
        return f"每{_piece(indicator)} {said(indicator.per_item or NOUGHT)} 分，满 {full} 分为止"
    if indicator.rule == Rule.LESS:
        return f"从 {full} 分起，每{_piece(indicator)}扣 {said(indicator.per_item or NOUGHT)} 分"
    if indicator.rule == Rule.RATIO:
        return f"完成值 ÷ 目标 {said(indicator.target or NOUGHT)}{_measure(indicator)} × {full} 分"
    if indicator.rule == Rule.STEPS:
        return "，".join(f"达到 {least} 得 {points} 分" for least, points in indicator.steps)
    return f"测评指数（百分制）× {full} ÷ 100" if indicator.source == Source.SURVEY else f"0 至 {full} 分"


def _piece(indicator: Indicator) -> str:
    return f" 1{_measure(indicator)}" if indicator.source == Source.METRIC else "项"


def _measure(indicator: Indicator) -> str:
    known = indicator.source == Source.METRIC and indicator.metric in METRICS.names()
    return f" {METRICS[indicator.metric].measure}" if known else ""


def grade_words(grade: Grade) -> str:
    quota = "，名额不限" if grade.quota_percent is None else f"，不超过 {grade.quota_percent}%"
    return f"{said(grade.at_least)} 分以上{quota}"


def condition_words(condition: Condition) -> str:
    return f"“{condition.indicator}”的值低于 {said(condition.at_least)}，最高评为“{condition.best}”"


def terms_in_words(scheme: Scheme, kinds: list[str]) -> list[tuple[str, str]]:
    """Label and value. `kinds`: names of the kinds of unit it concerns; none is all. Pure."""
    return [
        ("用途", scheme.get_purpose_display()),
        ("对象", whom_words(scheme, kinds)),
        ("依据文件", str(scheme.basis or "")),
        ("周期", Cadence(scheme.cadence).label),
        ("总分", f"{said(scheme.full_marks)} 分"),
        ("全年成绩", year_words(scheme.ordinary_percent)),
        ("异议期", f"{scheme.objection_days} 天"),
        ("公示", f"{scheme.publicise_days} 天" if scheme.publicise_days else "不公示，只反馈"),
        *([("名次", "列出" if scheme.is_ranked else "不列")] if scheme.is_appraisal else []),
    ]


def whom_words(scheme: Scheme, kinds: list[str]) -> str:
    if scheme.is_appraisal:
        levels = "、".join(PartyLevel(level).label for level in scheme.party_levels)
        return levels or "全部党组织"
    return "、".join(kinds) or "全部成员单位"


def year_words(percent: int) -> str:
    if not percent:
        return "只看年度，不与平时合计"
    return f"平时平均 × {percent}% ＋ 年度 × {100 - percent}% ＋ 加分"
