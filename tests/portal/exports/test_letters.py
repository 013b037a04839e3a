"""认领书 in an inspection folder: the signed one where there is one; a template that broke stops nothing."""

import io
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from jinja2 import TemplateError

from projects.claims.folder import letters
from projects.claims.letters.actions import hand_in_letter
from tests import factories as make
from tests.access.world import picture
from tests.portal.exports.folders import made, opened, tables

pytestmark = pytest.mark.django_db
INDEX = "00 卷内目录.xlsx"


def test_what_came_back_signed_lies_there_instead_of_ours(clerk, claim):
    scan = SimpleUploadedFile("签章件.png", picture())
    kept = hand_in_letter(claim, scan, by=make.liaison_of(claim.unit))
    folder = opened(made(clerk, parts=["letters"]))
    (row,) = tables(folder, INDEX)["卷内目录"][2:]
    assert row[5:] == ("签章件", f"10 认领书/{claim.number} 区财政局.png")
    assert folder.read(row[6]) == kept.file.on_disk.read_bytes()


def test_a_letter_that_cannot_be_written_is_said_to_be_missing(clerk, claim, monkeypatch):
    def broken(claim, *, by):
        raise TemplateError

    monkeypatch.setattr(letters, "write_letter", broken)
    export = made(clerk, parts=["letters"])
    row = tables(opened(export), INDEX)["应有而未能收入的材料"][2]
    assert (export.state, row[1], row[5]) == ("ready", claim.number, letters.BROKEN)


def test_office_files_say_the_last_day_of_the_period_whenever_they_were_made(clerk, claim):
    folder = opened(made(clerk, parts=["letters"], since="2026-01-01", until="2026-06-30"))
    letter = ZipFile(io.BytesIO(folder.read(f"10 认领书/{claim.number} 区财政局.docx")))
    assert {entry.date_time[:3] for entry in folder.infolist()} == {(2026, 6, 30)}
    assert {entry.date_time[:3] for entry in letter.infolist()} == {(2026, 6, 30)}
    assert b"2026-06-30T00:00:00Z" in letter.read("docProps/core.xml")
