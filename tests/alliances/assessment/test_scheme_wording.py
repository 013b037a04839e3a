"""A scheme in words."""

from decimal import Decimal

import pytest

from alliances.assessment.models import Indicator
from alliances.assessment.wording import rule_words, source_words, terms_in_words
from tests import factories as make

pytestmark = pytest.mark.django_db


def leaf(**said):
    return Indicator(**{"full_marks": Decimal(20), "source": "metric", "metric": "records"} | said)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"rule": "each", "per_item": Decimal("0.50")}, "每 1 条 0.5 分，满 20 分为止"),
        ({"rule": "less", "per_item": Decimal(5), "source": "judgement"}, "从 20 分起，每项扣 5 分"),
        (
            {"rule": "less", "per_item": Decimal(5), "floor": Decimal(-10)},
            "从 20 分起，每 1 条扣 5 分，最低 -10 分",
        ),
        ({"rule": "ratio", "target": Decimal("12.00")}, "完成值 ÷ 目标 12 条 × 20 分"),
        ({"rule": "ratio", "target": Decimal(12), "metric": "gone"}, "完成值 ÷ 目标 12 × 20 分"),
        ({"rule": "steps", "steps": [["1", "5"], ["2", "20"]]}, "达到 1 得 5 分，达到 2 得 20 分"),
        ({"rule": "marks", "source": "judgement"}, "0 至 20 分"),
        ({"rule": "marks", "source": "survey"}, "测评指数（百分制）× 20 ÷ 100"),
    ],
)
def test_each_rule_is_a_sentence_with_its_numbers(said, words):
    assert rule_words(leaf(**said)) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "按记录：参加的共建活动（条）"),
        ({"metric": "gone"}, "按记录：gone（没有这个数据项）"),
        ({"source": "judgement"}, "评议打分"),
        ({"source": "survey", "survey_kind": "public"}, "测评：群众满意度"),
        ({"source": "survey", "survey_kind": "other"}, "测评：other"),
    ],
)
def test_each_source_says_where_the_value_comes_from(said, words):
    assert source_words(leaf(**said)) == words


def test_terms_of_an_appraisal():
    scheme = make.SchemeFactory(
        purpose="appraisal", party_levels=["branch"], ordinary_percent=50, publicise_days=5, is_ranked=True
    )
    said = dict(terms_in_words(scheme, []))
    assert said["对象"] == "党支部"
    assert said["全年成绩"] == "平时平均 × 50% ＋ 年度 × 50% ＋ 加分"
    assert (said["公示"], said["名次"], said["依据文件"]) == ("5 天", "列出", str(scheme.basis))


def test_terms_of_feedback_say_nothing_of_ranks():
    said = dict(terms_in_words(make.SchemeFactory(), ["机关", "学校"]))
    assert (said["对象"], said["公示"], said["全年成绩"]) == (
        "机关、学校",
        "不公示，只反馈",
        "只看年度，不与平时合计",
    )
    assert "名次" not in said
