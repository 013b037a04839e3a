"""结对共建协议书 after GB/T 9704: both sides, what each undertakes, the term, and where they sign."""

from typing import Any

from docx.document import Document as Paper

from alliances.pairing.agreement.words import words_of
from alliances.pairing.models import Pairing
from portal.documents.kinds import Context, DocumentKind, Placeholder, Rows, Word
from portal.documents.layout import add_level_1, add_rows, add_table, add_text, add_title, new_paper

PAIRING_AGREEMENT = "pairing_agreement"
DUTY = {
    "number": Word("序号", "1"),
    "what": Word("事项", "法治讲堂"),
    "amount": Word("数量", "4 场次"),
    "due": Word("完成期限", "2026年12月31日"),
}
PLACEHOLDERS: dict[str, Placeholder] = {
    "heading": Word("标题；草稿带“（草案）”", "结对共建协议书"),
    "number": Word("协议编号", "朱泾-结-2026-0012"),
    "edition": Word("版次，第一版为空", "第 2 版"),
    "street": Word("街道（镇）", "朱泾镇"),
    "programme": Word("结对批次", "2026年双百结对"),
    "based_on": Word("依据文件", "朱委〔2026〕8号"),
    "mode": Word("结对类型", "共驻共建"),
    "purpose": Word("宗旨", "资源共享、优势互补、共同提高"),
    "aim": Word("共建目标", "建设平安小区"),
    "host": Word("甲方：村居（企业）", "五龙村"),
    "host_party": Word("甲方党组织", "五龙村党总支"),
    "partner": Word("乙方：结对单位或岗位", "区财政局"),
    "partner_party": Word("乙方党组织", "区财政局机关党委"),
    "paragraphs": Rows("共建内容各段", {"text": Word("段落", "组织联建、活动联办、资源共享。")}),
    "host_duties": Rows("甲方职责", DUTY),
    "partner_duties": Rows("乙方职责", DUTY),
    "joint_duties": Rows("双方共同的职责", DUTY),
    "rhythm": Word("活动频次", "每月至少共同活动一次"),
    "from_on": Word("起始日期", "2026年1月1日"),
    "until_on": Word("截止日期", "2026年12月31日"),
    "signed_on": Word("签约日期", "2026年1月5日"),
    "copies": Word("份数", "肆"),
    "witness": Word("见证单位", "朱泾镇党建工作办公室"),
}
DUTIES = (
    ("host_duties", "（一）甲方职责"),
    ("partner_duties", "（二）乙方职责"),
    ("joint_duties", "（三）双方共同职责"),
)
COLUMNS = {"number": "序号", "what": "事项", "amount": "数量", "due": "完成期限"}
AFTER_DUTIES = (
    (
        "四、记录与报送",
        "每次共建活动由任一方在门户登记一次共建纪实，双方共用，佐证自愿。"
        "{% if rhythm %}{{ rhythm }}。{% endif %}履行情况以纪实为准，由{{ witness }}汇总。",
    ),
    ("五、期限", "本协议自{{ from_on }}起至{{ until_on }}止。"),
    (
        "六、变更、续签和终止",
        "变更内容须双方党组织书记重新同意。期满前双方可以续签；"
        "需提前终止的，由一方说明原因，经{{ witness }}备案后终止。",
    ),
    ("七、份数", "本协议一式{{ copies }}份，双方各执一份，其余由{{ witness }}存档。双方签字盖章后生效。"),
)
SIGNING = ("甲方（盖章）", "乙方（盖章）", "见证单位（盖章）")
SIGN_HERE = "{who}\n\n\n负责人签字：\n\n    年   月   日"


def placeholders() -> dict[str, Placeholder]:
    return PLACEHOLDERS


def builtin() -> Paper:
    paper = new_paper()
    add_title(paper, "{{ heading }}")
    add_text(paper, "编号：{{ number }}{% if edition %}（{{ edition }}）{% endif %}", indent=False)
    for side, name in (("甲方", "host"), ("乙方", "partner")):
        party = f"{{% if {name}_party %}}（党组织：{{{{ {name}_party }}}}）{{% endif %}}"
        add_text(paper, f"{side}：{{{{ {name} }}}}{party}", indent=False)
    add_level_1(paper, "一、结对类型和宗旨")
    add_text(
        paper,
        "{% if based_on %}根据{{ based_on }}，{% endif %}双方在“{{ programme }}”中结为{{ mode }}对子。"
        "{% if purpose %}宗旨：{{ purpose }}。{% endif %}{% if aim %}共建目标：{{ aim }}。{% endif %}",
    )
    add_level_1(paper, "二、共建内容")
    add_text(paper, "{%p for paragraph in paragraphs %}")
    add_text(paper, "{{ paragraph.text }}")
    add_text(paper, "{%p endfor %}")
    _add_duties(paper)
    for title, text in AFTER_DUTIES:
        add_level_1(paper, title)
        add_text(paper, text)
    add_text(paper, "{% if signed_on %}签约日期：{{ signed_on }}{% endif %}", indent=False)
    who = ("{{ host }}", "{{ partner }}", "{{ witness }}")
    add_table(paper, SIGNING, [[SIGN_HERE.format(who=name) for name in who]], widths=[52, 52, 52])
    return paper


def _add_duties(paper: Paper) -> None:
    add_level_1(paper, "三、双方职责")
    for name, title in DUTIES:
        add_text(paper, f"{{%p if {name} %}}")
        add_text(paper, title)
        add_rows(paper, name, COLUMNS, widths=[14, 74, 34, 34])
        add_text(paper, "{%p endif %}")


def context_of(pairing: Pairing, by: Any) -> Context:
    """Of the draft as it stands. What was proposed is read from its edition (`keeping.py`)."""
    return words_of(pairing, 0)


KIND = DocumentKind(
    label="结对共建协议书",
    purpose="结对双方提请同意、签字盖章、备案时打印；备案后内容不再改变。",
    placeholders=placeholders,
    builtin=builtin,
    context=context_of,
)
