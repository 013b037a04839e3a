"""Every kind of document opens in an office program that is not Word."""

import shutil
import subprocess

import pytest

from portal.documents.kinds import DOCUMENT_KINDS
from portal.documents.making import builtin_template, filled

pytestmark = pytest.mark.faults
OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["claim_letter", "unit_file", "posting"])
def test_it_opens_and_prints(kind, tmp_path):
    paper = tmp_path / f"{kind}.docx"
    paper.write_bytes(filled(builtin_template(kind), DOCUMENT_KINDS[kind].sample))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [OFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(paper)]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    assert paper.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
