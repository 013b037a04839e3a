"""Whether an office's own template can be used, found out before anybody needs it."""

import re
from difflib import get_close_matches
from io import BytesIO
from zipfile import BadZipFile

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateError

from portal.documents.kinds import DOCUMENT_KINDS
from portal.documents.making import filled
from portal.documents.sandbox import TemplateSandbox
from portal.refusals import Refusal


def check_template(kind: str, template: bytes) -> None:
    """Raises Refusal `template_unreadable`, `template_unknown_placeholder` or `template_broken`."""
    entry = DOCUMENT_KINDS[kind]
    known = list(entry.placeholders())
    unknown = sorted(_asked_for(template) - set(known))
    if unknown:
        raise _unknown(unknown, known)
    try:
        filled(template, entry.sample)
    except TemplateError as error:
        raise _broken(error) from error


def _asked_for(template: bytes) -> set[str]:
    try:
        return DocxTemplate(BytesIO(template)).get_undeclared_template_variables(TemplateSandbox())
    except TemplateError as error:
        raise _broken(error) from error
    except (BadZipFile, OpcError, KeyError, ValueError) as error:
        raise Refusal(
            "template_unreadable", "这个文件打不开，没有采用：请用 Word 或 WPS 另存为 .docx 后再上传。"
        ) from error


def _unknown(names: list[str], known: list[str]) -> Refusal:
    def said(name: str) -> str:
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        return f"“{name}”" + (f"（是不是“{near[0]}”？）" if near else "")

    listed = "、".join(said(name) for name in names)
    return Refusal(
        "template_unknown_placeholder",
        f"模板里有不认识的占位符：{listed}。没有采用：请按本页“可用的占位符”改好后再上传。",
    )


def _broken(error: TemplateError) -> Refusal:
    missing = re.search(r"has no attribute '(.+?)'", error.message or "")
    said = f"表格的一行里没有“{missing[1]}”这一栏" if missing else error.message or "无法解析"
    return Refusal(
        "template_broken",
        f"模板里的占位符写法有误，没有采用：{said}。"
        "请检查 {{ }}、{% %} 是否成对，只用本页列出的占位符。",
    )
