"""What short Chinese texts have in common, by pairs of neighbouring characters. Pure.

The same pairs as in the search (`cjk_grams` in portal/sql), less those that stand in half of all titles.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

TOO_COMMON = (
    "活动 服务 居民 民区 村民 社区 小区 项目 需求 资源 公益 共建 党建 党员 群众 志愿 工作 建设 开展 提供 组织"
    " 单位 结对 咨询 讲座 政策 知识 教室 安全 物资 维护 材料 专业 年度 每月 全体 企业"
)
STOPS = frozenset(TOO_COMMON.split())
"""Pairs that do not say what is meant: 法律咨询 is not met by 社保政策咨询."""

WORD = re.compile(r"[^\W\d_]+")
"""Letters and characters. Digits part words: a year or a number in two titles says nothing."""


@lru_cache(maxsize=20_000)
def pairs_in(text: str) -> frozenset[str]:
    """Every two neighbours within a word, made plain (full-width letters too), less the stop list."""
    return frozenset(left + right for word in _words(text) for left, right in pairwise(word)) - STOPS


def common_words(text: str, pairs: Collection[str]) -> list[str]:
    """The longest pieces of the text whose neighbours are all among these pairs: 家电维修, in one piece."""
    found: list[str] = []
    for word in _words(text):
        piece = ""
        for left, right in pairwise(word):
            if left + right in pairs:
                piece = f"{piece or left}{right}"
            elif piece:
                found.append(piece)
                piece = ""
        if piece:
            found.append(piece)
    return list(dict.fromkeys(found))


def without(text: str, name: str) -> str:
    """The text less the name of who publishes it: a place's name says nothing about what it needs."""
    return text.replace(name, " ") if name else text


def _words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFKC", text).lower())
