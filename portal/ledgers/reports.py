"""What taking a ledger in came to, in lines for a terminal."""

from collections.abc import Iterator

from portal.ledgers.outcomes import SheetOutcome
from portal.ledgers.problems import Problem
from portal.ledgers.taking import Taken


def report_lines(taken: Taken, *, commit: bool) -> Iterator[str]:
    for sheet, outcome in taken.outcomes:
        yield f"{sheet.tab}：{counts(outcome)}"
        for name, problems in (("未导入", outcome.rejected), ("请核对", outcome.warnings)):
            for problem in problems:
                yield f"  {name} {place(problem)}"
    for entry in taken.reading.not_read:
        yield f"{entry['tab']}：没有读取。{entry['reason']}"
    yield "已导入。" if commit else "以上只是检查，什么也没有改。加 --commit 导入。"


def counts(outcome: SheetOutcome) -> str:
    return (
        f"读到 {outcome.read} 行，新增 {outcome.created}，更新 {outcome.updated}，"
        f"未变 {outcome.unchanged}，未导入 {len(outcome.rejected)}"
    )


def place(problem: Problem) -> str:
    value = f"“{problem.value}”" if problem.value else ""
    return f"第 {problem.row} 行 {problem.column}{value}：{problem.reason}"
