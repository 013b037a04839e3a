"""The banner with which a person takes back what they just did, shown on every page until it runs out.

It stands in the session: the offer belongs to the person and the browser, and whether the act may still
be undone is decided by the action itself when the button is pressed.
"""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone

KEY = "undo"


def offer_undo(request: HttpRequest, text: str, url: str, until: dt.datetime) -> None:
    """Show `text` with 撤回, which posts to `url`, until then. A newer offer replaces an older one."""
    request.session[KEY] = {"text": text, "url": url, "until": until.isoformat()}


def forget_undo(request: HttpRequest) -> None:
    """Take the banner away: what it offered was undone, or can no longer be."""
    request.session.pop(KEY, None)


def current_undo(request: HttpRequest) -> dict[str, object] | None:
    """The offer that still stands, with `until` as a moment; nothing once it has run out."""
    session = getattr(request, "session", None)
    offer = session.get(KEY) if session is not None else None
    if offer is None:
        return None
    until = dt.datetime.fromisoformat(offer["until"])
    return offer | {"until": until} if until > timezone.now() else None
