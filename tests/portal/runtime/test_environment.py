"""Where commands find the servers of a running demo, and where they do not look."""

from pathlib import Path

import pytest

from portal.runtime.environment import (
    adopt_running_servers,
    database_url,
    forget_environment,
    var_folder,
    write_environment,
)

DEMO = {"DATABASE_URL": "postgresql://demo/lianxi"}


@pytest.fixture
def environ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What a command finds in its environment: only where the data lies."""
    found = {"VAR": str(tmp_path)}
    monkeypatch.setattr("os.environ", found)
    return found


def test_the_data_lies_beside_the_code_unless_told(environ: dict[str, str], tmp_path: Path) -> None:
    assert var_folder() == tmp_path.resolve()
    del environ["VAR"]
    assert var_folder() == Path(__file__).resolve().parents[3] / "var"


def test_a_command_with_a_database_of_its_own_keeps_it(environ: dict[str, str], tmp_path: Path) -> None:
    write_environment(tmp_path, DEMO)
    environ["DATABASE_URL"] = "postgresql://mine/lianxi"
    adopt_running_servers()
    assert environ["DATABASE_URL"] == "postgresql://mine/lianxi"


def test_when_the_demo_has_stopped_no_command_looks_for_its_servers(
    environ: dict[str, str], tmp_path: Path
) -> None:
    write_environment(tmp_path, DEMO)
    forget_environment(tmp_path)
    adopt_running_servers()
    assert "DATABASE_URL" not in environ


def test_dumps_are_made_as_the_owner_where_one_is_named(environ: dict[str, str]) -> None:
    environ["DATABASE_URL"] = "postgresql://app/lianxi"
    assert database_url() == "postgresql://app/lianxi"
    environ["DATABASE_OWNER_URL"] = "postgresql://owner/lianxi"
    assert database_url() == "postgresql://owner/lianxi"
