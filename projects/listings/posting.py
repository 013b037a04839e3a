"""公示清单: what a street hangs on its notice board of one list in one year. No person stands in it."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import Truncator
from docx.document import Document as Paper

from members.models import Region
from portal.documents.kinds import Context, DocumentKind, Placeholder, Rows, Word
from portal.documents.layout import add_rows, add_signature, add_text, add_title, new_paper
from portal.documents.making import make_document
from portal.documents.words import day_words
from projects.listings.editions import Edition
from projects.listings.kinds import MODELS

POSTING = "posting"
LONGEST = 80
"""Characters of a summary: a notice board has lines, the page of the entry has the rest."""

PLACEHOLDERS: dict[str, Placeholder] = {
    "title": Word("标题", "朱泾镇 2026 年度项目清单"),
    "street": Word("街道（镇）", "朱泾镇"),
    "year": Word("年度", "2026"),
    "list": Word("哪张清单", "项目"),
    "count": Word("条数", "51"),
    "today": Word("打印日期", "2026年3月6日"),
    "rows": Rows(
        "清单",
        {
            "ordinal": Word("序号", "1"),
            "number": Word("编号", "朱-项-2026-0012"),
            "title": Word("名称", "钟楼居民区亮灯项目"),
            "publisher": Word("发布单位", "钟楼居民区"),
            "summary": Word("内容", "更新楼道照明 32 盏"),
        },
    ),
}


@dataclass(frozen=True)
class Posting:
    """One list of one street and year."""

    edition: Edition

    @property
    def title(self) -> str:
        return self.edition.title

    @property
    def query(self) -> str:
        """What its address ends with."""
        edition = self.edition
        asked = {"list": str(edition.kind), "region": str(edition.region_id), "year": str(edition.year)}
        return urlencode(asked)

    @property
    def entries(self) -> Any:
        """What is published and marked as public, by number."""
        public = MODELS[self.edition.kind].objects.public()
        mine = public.filter(region=self.edition.region_id, year=self.edition.year)
        return mine.select_related("unit").order_by("number", "pk")


def placeholders() -> dict[str, Placeholder]:
    return PLACEHOLDERS


def builtin() -> Paper:
    paper = new_paper()
    add_title(paper, "{{ title }}")
    add_text(paper, "现将{{ title }}予以公示，共 {{ count }} 条。")
    columns = {
        "ordinal": "序号",
        "number": "编号",
        "title": "名称",
        "publisher": "发布单位",
        "summary": "内容",
    }
    add_rows(paper, "rows", columns, widths=[12, 34, 36, 28, 46])
    add_signature(paper, "{{ street }}党建工作办公室", "{{ today }}")
    return paper


def context_of(posting: Posting, by: Any) -> Context:
    entries, edition = list(posting.entries), posting.edition
    return {
        "title": posting.title,
        "street": edition.region_name,
        "year": edition.year,
        "list": edition.kind.label,
        "count": len(entries),
        "today": day_words(timezone.localdate()),
        "rows": [
            {
                "ordinal": ordinal,
                "number": entry.number,
                "title": entry.title,
                "publisher": entry.unit.name,
                "summary": Truncator(entry.summary).chars(LONGEST),
            }
            for ordinal, entry in enumerate(entries, 1)
        ],
    }


def write_posting(posting: Posting, *, by: Any) -> bytes:
    region = Region.objects.get(pk=posting.edition.region_id)
    return make_document(POSTING, posting, region=region, by=by)


KIND = DocumentKind(
    label="公示清单",
    purpose="张贴在公告栏：编号、名称、发布单位和内容，不含联系人。",
    placeholders=placeholders,
    builtin=builtin,
    context=context_of,
)
