"""The verbs of templates: put an office's own in the place of the portal's, and take it away again."""

from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from portal.documents.checking import check_template
from portal.documents.models import Template
from portal.files.actions import store_upload
from portal.files.models import StoredFile
from portal.files.sniffing import nature_of
from portal.permits import demand
from portal.refusals import Refusal


def replace_template(kind: str, region: Any, upload: UploadedFile, *, by: Any) -> Template:
    """Use this Word file for the kind of document from now on; the one before it is kept.

    Refusals: those of `check_template`, `template_not_word`, and those of uploads.
    """
    demand(by, "documents.change_template", region)
    check_template(kind, _word_of(upload))
    with transaction.atomic():
        _hold(region)
        _put_away(kind, region)
        file = store_upload(upload, by=by, about=region)
        return Template.objects.create(kind=kind, region=region, file=file, by=by)


def use_builtin(kind: str, region: Any, *, by: Any) -> None:
    """Write this kind of document by the portal's own template again."""
    demand(by, "documents.change_template", region)
    with transaction.atomic():
        _hold(region)
        _put_away(kind, region)


def _word_of(upload: UploadedFile) -> bytes:
    """Its size and nature are looked at before anything unpacks it."""
    stream = cast(BinaryIO, upload.file)
    if nature_of(stream, size=upload.size or 0).kind != StoredFile.Kind.DOCX:
        raise Refusal("template_not_word", "模板须是 Word 文件（.docx），没有采用：请另存为 .docx 后再上传。")
    return stream.read()


def _hold(region: Any) -> None:
    """Two people who replace a template at once do so one after the other."""
    type(region)._default_manager.select_for_update(no_key=True).get(pk=region.pk)


def _put_away(kind: str, region: Any) -> None:
    Template.objects.filter(kind=kind, region=region, in_use=True).update(in_use=False)
