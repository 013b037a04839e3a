"""A picture of every page at three widths, for looking at: `make shots` writes them under var/shots/."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from members.models import User

pytestmark = [pytest.mark.shots, pytest.mark.django_db(transaction=True)]

SHOTS = Path(__file__).resolve().parents[2] / "var" / "shots"
WIDTHS = (390, 768, 1366)
ROLES = ("anonymous", "liaison", "hood", "office", "supervisor")
MOST_PAGES = 60


def test_every_page_has_its_picture(open_page, live_server):
    call_command("demo")
    taken = {role: pictures_of(role, open_page) for role in ROLES}
    assert {role: count > 2 for role, count in taken.items()} == dict.fromkeys(ROLES, True)


def pictures_of(role: str, open_page) -> int:
    """Every kind of page this role can reach by links, once; pictures of each. Gives how many kinds."""
    user = None if role == "anonymous" else User.objects.get(username=role)
    page = open_page(user, width=WIDTHS[-1])
    paths = dict(reachable(page))
    folder = SHOTS / role
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in paths.items():
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
    return len(paths)


def reachable(page: Page) -> Iterator[tuple[str, str]]:
    """From the front page along links: the first address of each route, by the route's name."""
    seen, waiting = set(), ["/"]
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        name = name_of(path)
        if name is None or name in seen:
            continue
        if page.goto(path).status != 200:
            continue
        seen.add(name)
        yield name, path
        waiting += page.eval_on_selector_all(
            "a[href]", "links => links.map(link => link.getAttribute('href'))"
        )


def name_of(path: str) -> str | None:
    """The name of the page at this address; None for what is no page of ours."""
    parts = urlsplit(path)
    if parts.netloc or not parts.path.startswith("/") or parts.path.startswith(("/static/", "/files/")):
        return None
    try:
        return resolve(parts.path).url_name
    except Resolver404:
        return None
