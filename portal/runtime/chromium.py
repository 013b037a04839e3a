"""The browser of the tests: any Chromium that is there, else one fetched for them, with a Chinese font."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL_SECONDS = 900


def chromium() -> str:
    """The path of a Chromium: `CHROMIUM`, one on the path, as root Debian's, else Playwright's own."""
    may_install = os.geteuid() == 0 and shutil.which("apt-get") is not None
    if may_install and not has_chinese_font():
        install_packages("fonts-noto-cjk")
    if may_install and not find():
        install_packages("chromium")
    return find() or playwrights_own()


def find() -> str | None:
    """A Chromium that is there already."""
    if os.environ.get("CHROMIUM"):
        return os.environ["CHROMIUM"]
    return next((path for path in map(shutil.which, NAMES) if path), None)


def has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout)  # noqa: S607


def install_packages(*names: str) -> None:
    """Debian's packages. A failure is left to whoever misses them: there may be no network."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *names]):
        subprocess.run(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            env=environment,
            timeout=INSTALL_SECONDS,
            check=False,
        )


def playwrights_own() -> str:
    """Playwright's Chromium, fetched unless it is there."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, stdout=sys.stderr, timeout=INSTALL_SECONDS, check=True)  # noqa: S603
    ask = "from playwright.sync_api import sync_playwright as s; print(s().start().chromium.executable_path)"
    asked = subprocess.run(  # noqa: S603
        [sys.executable, "-c", ask], capture_output=True, text=True, timeout=60, check=True
    )
    return asked.stdout.strip()
