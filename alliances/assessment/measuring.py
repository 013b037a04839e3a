"""Which rule fits which source, and what each rule asks for: the same for forms, actions and templates."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from alliances.assessment.models import Indicator, Rule, Source
from alliances.assessment.planning.rules import said
from alliances.metrics.registry import METRICS
from alliances.surveys.models import SurveyKind

FITTING = {
    Source.METRIC: (Rule.EACH, Rule.LESS, Rule.RATIO, Rule.STEPS),
    Source.JUDGEMENT: (Rule.MARKS, Rule.EACH, Rule.LESS, Rule.STEPS),
    Source.SURVEY: (Rule.MARKS, Rule.STEPS),
}
"""A number from records is no points by itself; a survey's index is not counted by the piece."""

SURVEY_KINDS = SurveyKind.choices

PER_ITEM, TARGET, STEPS, METRIC, SURVEY = "per_item", "target", "steps", "metric", "survey_kind"
OF_RULE = {Rule.EACH: PER_ITEM, Rule.LESS: PER_ITEM, Rule.RATIO: TARGET, Rule.STEPS: STEPS}
OF_SOURCE = {Source.METRIC: METRIC, Source.SURVEY: SURVEY}
EMPTY: dict[str, Any] = {PER_ITEM: None, TARGET: None, STEPS: [], METRIC: "", SURVEY: ""}


def tidied(indicator: Indicator) -> Indicator:
    """Whatever its rule and source do not ask for is emptied: a number that does nothing misleads."""
    asked = {OF_RULE.get(Rule(indicator.rule)), OF_SOURCE.get(Source(indicator.source))}
    for name, nothing in EMPTY.items():
        if name not in asked:
            setattr(indicator, name, list(nothing) if isinstance(nothing, list) else nothing)
    return indicator


def wrong_in(indicator: Indicator) -> dict[str, str]:
    """Field → what is wrong and what to do, of an indicator under a group. Pure but for the registry."""
    found = _wrong_in_source(indicator) | _wrong_in_rule(indicator)
    if indicator.full_marks is not None and indicator.floor > indicator.full_marks:
        found["floor"] = "最低分不能高于满分。"
    return found


def _wrong_in_source(indicator: Indicator) -> dict[str, str]:
    if indicator.source == Source.METRIC and indicator.metric not in METRICS.names():
        return {METRIC: "请选择由哪个数据项计算。"}
    if indicator.source == Source.SURVEY and indicator.survey_kind not in dict(SURVEY_KINDS):
        return {SURVEY: "请选择由哪种测评给出。"}
    return {}


def _wrong_in_rule(indicator: Indicator) -> dict[str, str]:
    fitting = FITTING[Source(indicator.source)]
    if indicator.rule not in fitting:
        words = "、".join(rule.label for rule in fitting)
        return {"rule": f"来源为“{indicator.get_source_display()}”时，规则只能是：{words}。"}
    if indicator.rule in (Rule.EACH, Rule.LESS) and not (indicator.per_item and indicator.per_item > 0):
        return {PER_ITEM: "请填写每项多少分，要大于 0。"}
    if indicator.rule == Rule.RATIO and not (indicator.target and indicator.target > 0):
        return {TARGET: "请填写目标值，要大于 0。"}
    if indicator.rule == Rule.STEPS and not indicator.steps:
        return {STEPS: "请至少写一档。"}
    return {}


def steps_kept(steps: Iterable[tuple[Decimal, Decimal]]) -> list[list[str]]:
    """As a row keeps them, the lowest first: decimals as text, so that none is rounded."""
    return [[said(least), said(points)] for least, points in sorted(steps)]
