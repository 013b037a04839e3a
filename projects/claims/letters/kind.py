"""认领书: what a unit signs when it takes on a project, and before that what its people ask it to sign."""

from typing import Any

from django.utils import timezone
from docx.document import Document as Paper

from portal.documents.kinds import Context, DocumentKind, Placeholder, Rows, Word
from portal.documents.layout import (
    add_level_1,
    add_rows,
    add_table,
    add_text,
    add_title,
    new_paper,
)
from portal.documents.making import make_document
from portal.documents.words import day_words, money_words, number_words
from projects.claims.models import Claim
from projects.claims.states import ClaimState

CLAIM_LETTER = "claim_letter"
NOT_PROMISED = (ClaimState.INTENTION, ClaimState.OFFERED)

PLACEHOLDERS: dict[str, Placeholder] = {
    "heading": Word("标题：认领书；只有意向、还没认领时是认领意向书", "认领书"),
    "number": Word("认领编号", "朱-项-2026-0012-01"),
    "street": Word("街道（镇）", "朱泾镇"),
    "unit": Word("认领单位", "区财政局"),
    "part": Word("身份：牵头或配合", "牵头"),
    "project": Word("项目名称", "钟楼居民区亮灯项目"),
    "project_number": Word("项目编号", "朱-项-2026-0012"),
    "publisher": Word("发布单位", "钟楼居民区"),
    "neighbourhoods": Word("受益村居", "钟楼居民区、五龙村"),
    "place": Word("地点", "钟楼路 18 弄"),
    "goal": Word("目标与量化指标", "楼道照明全部更新"),
    "promise": Word("承诺事项", "提供灯具并安排志愿者安装"),
    "amount": Word("承诺资金", "12,000元"),
    "term": Word("完成时限", "2026年12月31日"),
    "claimed_on": Word("认领日期", "2026年3月5日"),
    "today": Word("打印日期", "2026年3月6日"),
    "targets": Rows(
        "目标", {"measure": Word("指标", "路灯"), "quantity": Word("数量", "32"), "of": Word("单位", "盏")}
    ),
    "contributions": Rows("投入", {"kind": Word("种类", "资金（元）"), "promised": Word("承诺", "12,000")}),
}

CLAUSES = (
    ("一、认领项目", "{{ project }}（编号：{{ project_number }}），由{{ publisher }}发布。"),
    ("二、受益村居和地点", "{{ neighbourhoods or '—' }}；{{ place or '地点另定' }}。"),
    (
        "三、承诺事项",
        "{{ promise or goal or '按项目内容开展工作' }}。{% if amount %}承诺资金{{ amount }}。{% endif %}",
    ),
    ("四、完成时限", "{{ term or '按项目安排' }}。"),
)


SIGNING = ("认领单位意见", "村居意见", "街道（镇）意见")
SIGN_HERE = "\n\n（盖章）\n\n负责人：\n\n    年   月   日"


def placeholders() -> dict[str, Placeholder]:
    return PLACEHOLDERS


def builtin() -> Paper:
    """One page: who takes on what, the numbers to reach, and where three sides sign."""
    paper = new_paper()
    add_title(paper, "{{ heading }}")
    add_text(paper, "{{ street }}党建工作办公室：", indent=False)
    add_text(paper, "经研究，{{ unit }}以{{ part }}身份认领下列项目，认领编号 {{ number }}。")
    for title, text in CLAUSES:
        add_level_1(paper, title)
        add_text(paper, text)
    add_level_1(paper, "五、量化指标")
    columns = {"measure": "指标", "quantity": "数量", "of": "单位"}
    add_rows(paper, "targets", columns, widths=[76, 40, 40])
    add_text(paper, "")
    add_table(paper, SIGNING, [[SIGN_HERE] * len(SIGNING)], widths=[52, 52, 52])
    return paper


def context_of(claim: Claim, by: Any) -> Context:
    """Of the claim as it stands. No person is named: who signs writes the own name."""
    project, today = claim.project, timezone.localdate()
    return {
        "heading": "认领意向书" if claim.state in NOT_PROMISED else "认领书",
        "number": claim.number,
        "street": project.region.name,
        "unit": claim.unit.name,
        "part": claim.get_part_display(),
        "project": project.title,
        "project_number": project.number or "",
        "publisher": project.unit.name,
        "neighbourhoods": "、".join(project.neighbourhoods.order_by("pk").values_list("name", flat=True)),
        "place": project.place,
        "goal": project.goal.rstrip("。"),
        "promise": claim.promise.rstrip("。"),
        "amount": money_words(claim.amount),
        "term": day_words(project.due_on),
        "claimed_on": day_words(timezone.localdate(claim.claimed_at)),
        "today": day_words(today),
        "targets": targets_of(claim),
        "contributions": [
            {"kind": each.get_kind_display(), "promised": number_words(each.promised)}
            for each in claim.contributions.order_by("pk")
        ],
    }


def targets_of(claim: Claim) -> list[dict[str, str]]:
    return [
        {"measure": each.measure, "quantity": number_words(each.quantity), "of": each.unit_of_measure}
        for each in claim.project.targets.order_by("pk")
    ]


def write_letter(claim: Claim, *, by: Any) -> bytes:
    """The letter as a Word file, from the template that the street's office uses."""
    return make_document(CLAIM_LETTER, claim, region=claim.project.region, by=by)


KIND = DocumentKind(
    label="认领书",
    purpose="单位认领项目时打印、签字盖章，扫描后传回认领页。",
    placeholders=placeholders,
    builtin=builtin,
    context=context_of,
)
