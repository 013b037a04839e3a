"""`python -m portal.runtime`: what the Makefile calls."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal.runtime import assets, throwaway
from portal.runtime.__main__ import main

ASK = (
    "import os, psycopg2\n"
    "cursor = psycopg2.connect(os.environ['DATABASE_URL']).cursor()\n"
    "cursor.execute('SHOW fsync')\n"
    "raise SystemExit({'on': 7, 'off': 8}[cursor.fetchone()[0]])"
)


def called(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "portal.runtime", *arguments]
    return subprocess.run(command, env=os.environ, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("options", "status"), [([], 8), (["--durable"], 7)])
def test_a_command_runs_on_throwaway_servers_and_its_status_is_told(options: list[str], status: int) -> None:
    assert called("run", *options, "--", sys.executable, "-c", ASK).returncode == status


@pytest.mark.parametrize("arguments", [(), ("demos",), ("run",), ("run", "--")])
def test_what_is_not_known_is_answered_with_what_is(arguments: tuple[str, ...]) -> None:
    ended = called(*arguments)
    assert (ended.returncode, ended.stderr.startswith("usage: python -m portal.runtime demo |")) == (2, True)


def test_the_browser_is_printed_for_the_makefile(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setenv("CHROMIUM", "/opt/chromium")
    assert (main(["chromium"]), capsys.readouterr().out) == (0, "/opt/chromium\n")


@pytest.mark.parametrize(("word", "does"), [("fetch", "fetch"), ("vendor", "copy_used")])
def test_setting_up_goes_in_two_steps(word: str, does: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = []
    monkeypatch.setattr(assets, does, lambda: done.append(does))
    assert (main([word]), done) == (0, [does])


def test_servers_that_do_not_start_are_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The reason stands above: what the helper said itself."""
    monkeypatch.setattr(throwaway, "ROOT", tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    with pytest.raises(RuntimeError, match="没有启动,原因见上"), throwaway.throwaway_servers():
        pass
    assert "No module named" in capfd.readouterr().err
