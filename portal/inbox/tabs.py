"""The three views of one's own work."""

from django.urls import reverse

TABS = {"home": "待办", "done": "已办", "started": "我发起"}


def inbox_tabs(current: str) -> list[dict[str, object]]:
    return [
        {"label": label, "url": reverse(name), "current": name == current} for name, label in TABS.items()
    ]
