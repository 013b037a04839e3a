"""Which browser drives the tests, on whatever machine: programs of the test's own stand on the path."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portal.runtime import chromium

AddProgram = Callable[[str, str], Path]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AddProgram:
    """Puts a shell script on a path that has nothing else."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)

    def add(name: str, script: str) -> Path:
        file = tmp_path / name
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)
        return file

    return add


@pytest.fixture
def as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)


def test_the_one_that_was_named_is_taken(program: AddProgram, monkeypatch: pytest.MonkeyPatch) -> None:
    program("chromium", "")
    monkeypatch.setenv("CHROMIUM", "/opt/chromium")
    assert chromium.chromium() == "/opt/chromium"


def test_as_root_a_font_and_a_browser_are_installed(
    program: AddProgram, as_root: None, tmp_path: Path
) -> None:
    done, browser = tmp_path / "done", program("kept-for-later", "")
    becomes = f'case "$*" in *chromium) /bin/cp -p {browser} {tmp_path}/chromium;; esac'
    program("apt-get", f'echo "$@" >> {done}; {becomes}')
    assert chromium.chromium() == str(tmp_path / "chromium")
    install = "install -y --no-install-recommends"
    assert done.read_text(encoding="utf-8").splitlines() == [
        *("update", f"{install} fonts-noto-cjk"),
        *("update", f"{install} chromium"),
    ]


def test_where_both_are_there_nothing_is_installed(
    program: AddProgram, as_root: None, tmp_path: Path
) -> None:
    program("apt-get", f"echo >> {tmp_path}/done")
    program("fc-list", "echo NotoSansCJK")
    there = program("google-chrome", "")
    assert (chromium.chromium(), (tmp_path / "done").exists()) == (str(there), False)


def test_where_there_is_none_playwright_fetches_its_own(
    program: AddProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = f'if [ "$1" = -c ]; then echo /cache/chrome; else echo "$@" > {tmp_path}/done; fi'
    monkeypatch.setattr("sys.executable", str(program("python", said)))
    assert chromium.chromium() == "/cache/chrome"
    assert (tmp_path / "done").read_text(encoding="utf-8") == "-m playwright install chromium\n"
