"""Writing a document: a template, the office's or the portal's own, filled in for one thing."""

from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate

from portal.documents.kinds import DOCUMENT_KINDS, Context
from portal.documents.models import Template
from portal.documents.sandbox import TemplateSandbox
from portal.workbooks.text import written_text


def make_document(kind: str, subject: Any, *, region: Any, by: Any) -> bytes:
    """The document as a Word file, from the template that the office of `region` uses.

    Whoever calls has seen to it that `by` may see the subject.
    """
    entry = DOCUMENT_KINDS[kind]
    return filled(template_in_use(kind, region), entry.context(subject, by))


def template_in_use(kind: str, region: Any) -> bytes:
    own = own_template(kind, region)
    return own.file.on_disk.read_bytes() if own else builtin_template(kind)


def own_template(kind: str, region: Any) -> Template | None:
    """What the office put in the place of the portal's."""
    own = Template.objects.select_related("file", "by").filter(kind=kind, region=region, in_use=True)
    return own.first()


def builtin_template(kind: str) -> bytes:
    """The portal's own template, to start from when making another."""
    target = BytesIO()
    DOCUMENT_KINDS[kind].builtin().save(target)
    return target.getvalue()


def filled(template: bytes, context: Context) -> bytes:
    """Raises jinja2's TemplateError where the template asks for what is not there."""
    paper, target = DocxTemplate(BytesIO(template)), BytesIO()
    paper.render(_written(context), jinja_env=TemplateSandbox())
    paper.save(target)
    return target.getvalue()


def _written(value: Any) -> Any:
    """Everything as text a Word file can hold; lists and mappings stay what they are."""
    if isinstance(value, dict):
        return {name: _written(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_written(each) for each in value]
    return written_text(value)
