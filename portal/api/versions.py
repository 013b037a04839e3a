"""The optional `version` of PATCH and verbs: what one decides on is what one has seen."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from portal.refusals import Refusal


def check_version(obj: Model, data: Mapping[str, Any]) -> None:
    """Hold the row and compare its version with the one sent, if one was. Raises Refusal `stale`.

    Called inside the transaction of the change: two people with the same version come one after the
    other, and the second is told.
    """
    sent = data.get("version")
    if sent is None:
        return
    rows = type(obj)._base_manager.select_for_update(no_key=True).filter(pk=obj.pk)
    if rows.values_list("version", flat=True).get() != sent:
        raise Refusal("stale", "这条记录在您打开之后已被修改，请刷新后再办。")
