"""What a person names must be something they see: an id alone opens nothing."""

from typing import Any

from portal.refusals import Refusal


def refuse_unseen(named: Any, by: Any) -> None:
    """Raises Refusal `not_seen`, which tells nothing about the row. A job of the portal sees everything."""
    if by is None or named is None:
        return
    if not type(named)._default_manager.visible_to(by).filter(pk=named.pk).exists():
        raise Refusal("not_seen", f"所选的{named._meta.verbose_name}不存在，或不在您能看到的范围内，请核对。")
