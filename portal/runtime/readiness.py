"""Asks a portal whether everything it needs is there."""

import json
import urllib.error
import urllib.request


def everything_ok(address: str) -> bool:
    """Whether `/readyz` answers 200 and names nothing but `ok`: not even degraded."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 -- our own address
            body = json.load(answer)
    except (urllib.error.URLError, TimeoutError, ConnectionError, ValueError):
        return False
    return bool(body) and all(state == "ok" for state in body.values())
