"""What stands around every page: the menu, the links at the foot, for whom one acts, what is unread."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from portal.inbox.models import Notice
from portal.registry import Registry
from portal.undo import current_undo


class NavGroup(models.TextChoices):
    """The headings of the menu, in their order."""

    WORK = "work", "工作"
    LISTS = "lists", "清单与项目"
    COUNCIL = "council", "联席会议"
    REVIEW = "review", "考核与台账"
    SYSTEM = "system", "系统"


def everyone(user: Any) -> bool:
    return True


@dataclass(frozen=True)
class NavEntry:
    """One line of the menu. `url_name` takes no arguments; `count_url` names a fragment with a figure."""

    label: str
    icon: str
    url_name: str
    group: NavGroup
    shown_to: Callable[[Any], bool] = everyone
    count_url: str = ""


@dataclass(frozen=True)
class MenuLine:
    """An entry as it stands on one page."""

    entry: NavEntry
    url: str
    current: bool


@dataclass(frozen=True)
class FooterLink:
    """A page for everybody. With a `detail` it also stands on the public front page."""

    label: str
    url_name: str
    detail: str = ""
    icon: str = "file"


@dataclass(frozen=True)
class ActingFor:
    """The unit or region for which the person at the keyboard acts, and where to choose another."""

    label: str
    switch_url: str = ""


NAVIGATION: Registry[NavEntry] = Registry("menu entry")
FOOTER: Registry[FooterLink] = Registry("footer link")
ACTING_FOR: Registry[Callable[[HttpRequest], ActingFor | None]] = Registry("answer to for whom one acts")

NAVIGATION.register(
    "home", NavEntry("我的待办", "home", "home", NavGroup.WORK, count_url="todo_count"), weight=0
)
NAVIGATION.register("notices", NavEntry("消息", "bell", "notices", NavGroup.WORK), weight=1)
FOOTER.register("complaints", FooterLink("投诉建议", "about_complaints"), weight=200)
FOOTER.register("accessibility", FooterLink("无障碍说明", "about_accessibility"), weight=201)
FOOTER.register("help", FooterLink("使用帮助", "about_help"), weight=202)


def page_frame(request: HttpRequest) -> dict[str, object]:
    """Context processor of every page. What asks the database waits until the template uses it."""
    return {
        "site_name": settings.SITE_NAME,
        "site_host": settings.SITE_HOST,
        "menu": SimpleLazyObject(partial(menu_of, request)),
        "footer_links": FOOTER,
        "acting_for": SimpleLazyObject(partial(acting_for, request)),
        "unread_notices": SimpleLazyObject(partial(unread_notices, request)),
        "undo_offer": current_undo(request),
    }


def menu_of(request: HttpRequest) -> list[tuple[NavGroup, list[MenuLine]]]:
    """The groups of the menu with the entries this person sees; the one that leads here is current.

    Empty until a password that staff gave is changed: every entry would lead back to that page.
    """
    if getattr(request.user, "password_is_temporary", False):
        return []
    entries = [(entry, reverse(entry.url_name)) for entry in NAVIGATION if entry.shown_to(request.user)]
    here = current_url(request.path, [url for _, url in entries])
    lines = [MenuLine(entry, url, url == here) for entry, url in entries]
    groups = [(group, [line for line in lines if line.entry.group == group]) for group in NavGroup]
    return [(group, found) for group, found in groups if found]


def current_url(path: str, urls: list[str]) -> str:
    """The longest of `urls` that `path` lies below; the home page only for itself."""
    above = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(above, key=len, default="")


def acting_for(request: HttpRequest) -> ActingFor | None:
    """The first answer any app gives."""
    answers = (answer(request) for answer in ACTING_FOR)
    return next((found for found in answers if found is not None), None)


def unread_notices(request: HttpRequest) -> int:
    if not request.user.is_authenticated:
        return 0
    return Notice.objects.of(request.user).unread().count()
