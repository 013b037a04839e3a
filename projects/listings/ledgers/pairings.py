"""结对共建: known by its headers, so that the office is told what happens to it."""

from portal.ledgers.specs import NUMBER, Column, SheetSpec

PAIRINGS = SheetSpec(
    kind="pairings",
    tab="结对共建",
    words=("结对", "签约一览表"),
    not_taken="这是结对共建表，目前还不能导入，本次没有读取；其余工作表照常导入",
    columns=(
        NUMBER,
        Column(
            key="neighbourhood",
            header="村居",
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
        ),
        Column(
            key="partner",
            header="结对单位",
            synonyms=("结对共建单位", "共建单位", "结对单位名称", "签约单位", "乙方", "结对党组织"),
            required=True,
        ),
        Column(key="mode", header="结对类型", synonyms=("结对模式", "共建类型", "结对形式", "共建模式")),
        Column(key="programme", header="结对批次", synonyms=("批次", "结对项目")),
        Column(
            key="signed_on", header="签约日期", synonyms=("签约时间", "结对时间", "结对日期", "协议签订时间")
        ),
        Column(key="term", header="期限", synonyms=("结对期限", "有效期", "协议期限", "共建期限")),
        Column(
            key="content", header="共建内容", synonyms=("结对内容", "共建项目", "共建事项", "结对共建内容")
        ),
    ),
)
