"""Third-party files: fetched as the lock file says, and those the pages load put where they are served."""

import json
from pathlib import Path

import pytest

from portal.runtime import assets

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor">'
    '<path stroke="none" d="M0 0h24v24H0z"/><path d="M5 12h14"/></svg>'
)


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What npm fetched, small; the copies go to `vendor` beside it."""
    for name in assets.COPIED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a{}\n/*# sourceMappingURL=a.css.map */", encoding="utf-8")
    drawing = tmp_path / "@tabler" / "icons" / "icons" / "outline" / "plus.svg"
    drawing.parent.mkdir(parents=True)
    drawing.write_text(ICON, encoding="utf-8")
    (tmp_path / "icons.txt").write_text("plus\n", encoding="utf-8")
    monkeypatch.setattr(assets, "MODULES", tmp_path)
    monkeypatch.setattr(assets, "VENDOR", tmp_path / "vendor")
    monkeypatch.setattr(assets, "ICON_NAMES", tmp_path / "icons.txt")
    return tmp_path


def test_the_pages_get_what_they_load_and_nothing_of_an_earlier_set_up(modules: Path) -> None:
    (modules / "vendor").mkdir()
    (modules / "vendor" / "old.js").touch()
    assets.copy_used()
    names = sorted(Path(name).name for name in assets.COPIED)
    assert sorted(each.name for each in (modules / "vendor").iterdir()) == sorted([*names, "icons.svg"])


def test_no_copy_refers_to_a_source_map_that_is_not_copied(modules: Path) -> None:
    assets.copy_used()
    assert (modules / "vendor" / "tabler.min.css").read_text(encoding="utf-8") == "a{}\n"


def test_an_icon_is_a_symbol_without_its_empty_frame(modules: Path) -> None:
    assert assets.sprite(["plus"]) == (
        '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="plus" viewBox="0 0 24 24" fill="none"'
        ' stroke="currentColor" stroke-width="none" stroke-linecap="none" stroke-linejoin="none">'
        '<path d="M5 12h14" /></symbol></svg>'
    )


def test_npm_fetches_what_the_lock_file_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = {"name": "pages", "version": "1.0.0"}
    locked = package | {"lockfileVersion": 3, "packages": {"": package}}
    (tmp_path / "package.json").write_text(json.dumps(package), encoding="utf-8")
    (tmp_path / "package-lock.json").write_text(json.dumps(locked), encoding="utf-8")
    (tmp_path / "node_modules" / "left-over").mkdir(parents=True)
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    assets.fetch()
    assert not (tmp_path / "node_modules" / "left-over").exists()
