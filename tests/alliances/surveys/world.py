"""What tests of pages share: a survey of one unit, the office's client, and the fields of an answer."""

from typing import Any

from alliances.surveys.models import Survey


def filled(survey: Survey, choice: int, remark: str = "") -> dict[str, Any]:
    """The form of a link: the same choice everywhere."""
    asked = range(survey.questions.count())
    typed: dict[str, Any] = {}
    for pk in survey.subjects.values_list("pk", flat=True):
        typed |= {f"s{pk}_q{n}": choice for n in asked} | {f"s{pk}_remark": remark}
    return typed


def drafted(survey_region: Any, unit: Any, **terms: Any) -> dict[str, Any]:
    """The form of a new survey."""
    return {
        "region": survey_region.pk,
        "kind": "public",
        "title": "年中满意度",
        "from_on": "2026-01-01",
        "until_on": "2099-01-01",
        "questions": "服务态度\n办事成效",
        "units": [unit.pk],
    } | terms
