"""An import as a browser without JavaScript handles it."""

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.models import Import
from tests import factories as make
from tests.portal.ledgers.imports.wizard import UNIT_ROWS, project_rows

LEDGER = {
    "成员单位": [*UNIT_ROWS, [2, "机关", "区税务局", "李四", "1390000ABCD"]],
    "项目清单": project_rows("亮灯工程", "修路", unit="区财政厅"),
    "附记": [["写着玩的"]],
}
"""A unit that is in order, one with a phone that is none, two projects of nobody, a sheet of notes."""


def here(imp: Import) -> str:
    return reverse("ledger_import_page", args=[imp.pk])


def words_of(response) -> str:
    """What the page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def upload(client, raw: bytes, **changes):
    file = SimpleUploadedFile("朱泾台账.xlsx", raw)
    return client.post(
        reverse("ledger_import"), {"region": make.street().pk, "year": 2026, "file": file, **changes}
    )


def press(client, imp: Import, verb: str, **typed):
    """The form of the page as it stands, with what was typed over it."""
    return client.post(here(imp), {"version": imp.version, "verb": verb, **typed})


def now(imp: Import) -> Import:
    return Import.objects.get(pk=imp.pk)
