"""The inspection folder of a street, every file of which LibreOffice opens."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests import factories as make
from tests.portal.exports.folders import made, opened, with_photos, work

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db,
    pytest.mark.skipif(
        not shutil.which("soffice"),
        reason="Debian's libreoffice-writer and libreoffice-calc are not installed",
    ),
]
WITHIN = 300


def test_libreoffice_opens_every_workbook_and_word_file(kinds, settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path / "media"
    clerk = make.staff_of()
    project = make.ProjectFactory(region=make.street(), unit=make.neighbourhood(), title="亮灯")
    claim = make.ClaimFactory(project=project, unit=make.member(), state="confirmed")
    with_photos(work(clerk, claim), clerk)
    with opened(made(clerk)) as folder:
        folder.extractall(tmp_path / "folder")
    office = [file for ending in ("docx", "xlsx") for file in (tmp_path / "folder").rglob(f"*.{ending}")]
    assert printed(office, tmp_path) == sorted(file.stem for file in office if unique(file, office))


def unique(file: Path, files: list[Path]) -> bool:
    """One of each name: the index is there twice, and prints under one name."""
    return next(each for each in files if each.stem == file.stem) == file


def printed(files: list[Path], folder: Path) -> list[str]:
    """The names of the PDF files that came out."""
    target = folder / "pdf"
    home = f"-env:UserInstallation=file://{folder}/office"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(target)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=WITHIN)
    return sorted(file.stem for file in target.glob("*.pdf") if file.read_bytes().startswith(b"%PDF"))
