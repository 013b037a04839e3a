"""A real Chromium on the test server, at the width a test asks for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from portal.runtime.chromium import chromium
from tests.factories import PASSWORD

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """A page of its own session; whoever is named has signed in on it."""
    contexts = []

    def open_it(user=None, width: int = 390) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 844}, locale="zh-CN"
        )
        contexts.append(context)
        page = context.new_page()
        if user is not None:
            page.goto("/account/login/")
            page.get_by_label("用户名").fill(user.username)
            page.get_by_label("密码").first.fill(PASSWORD)
            page.locator("main form button[type=submit]").click()
            page.wait_for_url("**/")
        return page

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """What axe finds on the page, one line each."""

    def look(page: Page) -> list[str]:
        page.evaluate(AXE.read_text())
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
        return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]

    return look
