"""A draft looked at as a whole: its table with the sums, and what keeps it from being adopted."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from alliances.assessment.measuring import wrong_in
from alliances.assessment.models import Grade, Indicator, Scheme
from alliances.assessment.planning.rules import NOUGHT, said


@dataclass(frozen=True, slots=True)
class Group:
    """A group and what stands in it. `held`: the full marks of its indicators together."""

    row: Indicator
    leaves: tuple[Indicator, ...]

    @property
    def held(self) -> Decimal:
        return sum((leaf.full_marks for leaf in self.leaves), NOUGHT)

    @property
    def problem(self) -> str:
        """Empty where its marks add up."""
        full = self.row.full_marks
        if not self.leaves:
            return "还没有指标"
        return "" if self.held == full else f"指标合计 {said(self.held)} 分，与满分 {said(full)} 分不符"


@dataclass(frozen=True, slots=True)
class Table:
    """A scheme as its page shows it, and as it is checked."""

    scheme: Scheme
    groups: tuple[Group, ...]
    grades: tuple[Grade, ...]

    @property
    def total(self) -> Decimal:
        """Full marks of the groups, without those that come on top."""
        return sum((each.row.full_marks for each in self.groups if not each.row.is_bonus), NOUGHT)

    @property
    def bonus(self) -> Decimal:
        return sum((each.row.full_marks for each in self.groups if each.row.is_bonus), NOUGHT)

    @property
    def total_problem(self) -> str:
        full = self.scheme.full_marks
        return "" if self.total == full else f"各组合计 {said(self.total)} 分，与总分 {said(full)} 分不符"


def table_of(scheme: Scheme) -> Table:
    """Two queries, however long the scheme."""
    rows = list(scheme.indicators.order_by("ordinal"))
    for row in rows:
        row.scheme = scheme
    groups = tuple(
        Group(group, tuple(row for row in rows if row.parent_id == group.pk))
        for group in rows
        if group.parent_id is None
    )
    return Table(scheme, groups, tuple(scheme.grades.order_by("ordinal")))


def problems_of(scheme: Scheme) -> list[str]:
    """What is to be mended before the scheme is adopted, each in a sentence without its full stop."""
    return list(problems_in(table_of(scheme)))


def problems_in(table: Table) -> Iterator[str]:
    """Pure but for the registry of metrics."""
    scheme = table.scheme
    if scheme.is_appraisal and scheme.basis is None:
        yield "考核须有依据文件，请在“修改办法”里选定"
    if not table.groups:
        yield "还没有指标"
        return
    for group in table.groups:
        if group.problem:
            yield f"“{group.row}”{group.problem}"
        for leaf in group.leaves:
            yield from (f"“{leaf}”：{sentence.rstrip('。')}" for sentence in wrong_in(leaf).values())
    if table.total_problem:
        yield table.total_problem
    if table.grades and not scheme.is_appraisal:
        yield "参与情况反馈不评等次，请去掉等次"
    for better, next_best in pairwise(table.grades):
        if better.at_least <= next_best.at_least:
            yield f"等次“{better}”的分数线应高于“{next_best}”"
