"""结对共建 as a sheet: who is paired with whom, how, since when, for how long and to what end."""

from alliances.pairing.models import Mode
from portal.ledgers.cells import CellValue, Hint, Parsed, parse_date, parse_name
from portal.ledgers.problems import CellProblem
from portal.ledgers.specs import NUMBER, REF, Column, SheetSpec

MODES = {mode.label: mode.value for mode in Mode}


def parse_mode(value: CellValue, hint: Hint) -> Parsed:
    """One of the modes by its name."""
    name = parse_name(value).value
    if name is not None and name not in MODES:
        raise CellProblem(f"结对类型应是{'、'.join(MODES)}之一")
    return Parsed(MODES[name] if name else None)


PAIRINGS = SheetSpec(
    kind="pairings",
    tab="结对共建",
    words=("结对", "签约一览表"),
    columns=(
        NUMBER,
        Column(
            key="neighbourhood",
            header="村居",
            parse=parse_name,
            synonyms=(
                *("居村", "村（居）", "结对村居", "结对居民区", "居民区", "村"),
                *("社区", "结对社区", "甲方"),
            ),
            required=True,
            fills_down=True,
            max_length=100,
            how="企业指导员这一类填企业",
        ),
        Column(
            key="partner",
            header="结对单位",
            parse=parse_name,
            synonyms=("结对共建单位", "共建单位", "结对单位名称", "签约单位", "乙方", "结对党组织"),
            required=True,
            max_length=100,
            how="双结对、企业指导员这两类填岗位",
        ),
        Column(
            key="mode",
            header="结对类型",
            parse=parse_mode,
            synonyms=("结对模式", "共建类型", "结对形式", "共建模式"),
        ),
        Column(
            key="programme",
            header="结对批次",
            parse=parse_name,
            synonyms=("批次", "结对项目"),
            max_length=40,
        ),
        Column(
            key="signed_on",
            header="签约日期",
            parse=parse_date,
            synonyms=("签约时间", "结对时间", "结对日期", "协议签订时间"),
        ),
        Column(
            key="term",
            header="期限",
            synonyms=("结对期限", "有效期", "协议期限", "共建期限"),
            max_length=60,
            how="如 2026.1-2028.12、三年；从签约日期或写明的日期算起",
        ),
        Column(
            key="content",
            header="共建内容",
            synonyms=("结对内容", "共建项目", "共建事项", "结对共建内容"),
            max_length=4000,
        ),
        REF,
    ),
)
