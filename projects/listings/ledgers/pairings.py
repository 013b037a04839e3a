"""结对共建 as a sheet of a ledger: who is paired with whom, how, since when and to what end."""

from portal.ledgers.cells import CellValue, Hint, Parsed, parse_date, parse_name
from portal.ledgers.problems import CellProblem
from portal.ledgers.specs import NUMBER, REF, Column, SheetSpec

MODES = ("村居共建", "共驻共建", "自主共建", "双结对")


def parse_mode(value: CellValue, hint: Hint) -> Parsed:
    """One of MODES."""
    name = parse_name(value).value
    if name is not None and name not in MODES:
        raise CellProblem(f"结对类型应是{'、'.join(MODES)}之一")
    return Parsed(name)


PAIRINGS = SheetSpec(
    kind="pairings",
    tab="结对共建",
    words=("结对", "签约一览表"),
    note="已妥善保存，结对功能启用后自动转入",
    columns=(
        NUMBER,
        Column(
            key="neighbourhood",
            header="村居",
            parse=parse_name,
            synonyms=(
                "居村",
                "村（居）",
                "结对村居",
                "结对居民区",
                "居民区",
                "村",
                "社区",
                "结对社区",
                "甲方",
            ),
            required=True,
            fills_down=True,
            max_length=100,
        ),
        Column(
            key="partner",
            header="结对单位",
            parse=parse_name,
            synonyms=("结对共建单位", "共建单位", "结对单位名称", "签约单位", "乙方", "结对党组织"),
            required=True,
            max_length=100,
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
        ),
        Column(
            key="content",
            header="共建内容",
            synonyms=("结对内容", "共建项目", "共建事项", "结对共建内容"),
            max_length=500,
        ),
        REF,
    ),
)
