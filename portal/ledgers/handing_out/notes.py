"""填表说明: what each column of the ledgers takes, said by what reads it."""

from collections.abc import Iterable, Iterator

from portal.ledgers.cells import (
    Parser,
    parse_capacity,
    parse_credit_code,
    parse_date,
    parse_deadline,
    parse_frequency,
    parse_money,
    parse_notice_days,
    parse_phone,
    parse_whole,
)
from portal.ledgers.handing_out.sheets import columns_out
from portal.ledgers.specs import Column
from portal.ledgers.taking import LEDGER_SHEETS
from portal.workbooks.columns import NOTES_TAB, NOTES_TITLE, OutColumn, OutSheet

HOW: dict[Parser, str] = {
    parse_date: "日期，如 2026-12-31",
    parse_deadline: "日期，如 2026-12-31",
    parse_money: "金额，单位是元，如 12000；写成 1.2万元 也可以",
    parse_whole: "整数",
    parse_capacity: "整数；不限家数的填“不限”",
    parse_frequency: "如 2次/月、12场/年、30人，或“不限”",
    parse_notice_days: "天数，如 3；不用预约的填 0",
    parse_phone: "一个号码，如 13900001111 或 021-57311540",
    parse_credit_code: "18 位代码",
}


def notes_sheet(kinds: Iterable[str], *, personal: bool) -> OutSheet:
    """How to fill in the sheets of these kinds."""
    return OutSheet(
        tab=NOTES_TAB,
        title=NOTES_TITLE,
        subtitle="表头、列的次序可以不动，也可以增加本单位自己的列；改好后在“台账导入”上传，先核对，后导入。",
        columns=[
            OutColumn(header="所在表"),
            OutColumn(header="栏目", width=20),
            OutColumn(header="必填", width=8),
            OutColumn(header="怎么填", width=70),
        ],
        rows=_rows(kinds, personal),
    )


def _rows(kinds: Iterable[str], personal: bool) -> Iterator[list[str]]:
    for kind in kinds:
        spec = LEDGER_SHEETS[kind].spec
        for column in columns_out(spec, personal=personal):
            yield [spec.tab, column.header, "是" if column.required else "", _how(column)]


def _how(column: Column) -> str:
    if column.how:
        return column.how
    if column.ordinal:
        return "顺序号，可以不填"
    length = f"，不超过 {column.max_length} 个字" if column.max_length else ""
    return HOW.get(column.parse, f"文字{length}")
