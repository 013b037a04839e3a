"""What was sent, read and checked against what one may see."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

NOT_THERE = "没有这一项，请核对编号。"


def sent_in(serializer: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    """The body as the serializer understands it. Raises ValidationError."""
    sent = serializer(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def refuse_unseen(rows: Any, name: str, found: Any, user: Any) -> None:
    """What one may not see is as if it were not there. Raises ValidationError for the field `name`."""
    if not rows.visible_to(user).filter(pk=found.pk).exists():
        raise serializers.ValidationError({name: [NOT_THERE]})
