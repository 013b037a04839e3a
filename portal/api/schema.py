"""The OpenAPI schema: what every operation has in common is said here once."""

from inspect import cleandoc
from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.permissions import AllowAny

from portal.api.idempotency import HEADER, LONGEST_KEY, IdempotentPosts
from portal.api.problems import MEDIA_TYPE, TITLES

Direction = Literal["request", "response"]
CHANGING = ("POST", "PUT", "PATCH", "DELETE")


class ProblemSerializer(serializers.Serializer):
    """问题说明（RFC 9457）。"""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField(help_text="给程序看的代码")
    detail = serializers.CharField(help_text="发生了什么、怎么办")
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField())
    )


IDEMPOTENCY_KEY = OpenApiParameter(
    name=HEADER,
    type={"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": r"^[!-~]([ -~]*[!-~])?$"},
    location=OpenApiParameter.HEADER,
    required=False,
    description="重复请求只生效一次：24 小时内同一键、同一内容得到同一答复，内容不同为 422。",
)

REFUSED = {(409, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description=TITLES[409])}
"""For whatever reads and may be refused all the same: a file that is not there yet."""


class PortalSchema(AutoSchema):
    """Adds the problems that any operation can answer with, and the header that makes POSTs repeatable."""

    def get_description(self) -> str:  # type: ignore[override]
        """What the handler or the view says of itself; not what its base class says to programmers."""
        handler = getattr(self.view, getattr(self.view, "action", None) or self.method.lower(), None)
        return cleandoc(getattr(handler, "__doc__", None) or type(self.view).__dict__.get("__doc__") or "")

    def _map_serializer_field(self, field: Any, direction: Direction, bypass_extensions: bool = False) -> Any:
        """A file that is sent is bytes; drf-spectacular calls it an address, which it is when read."""
        found = super()._map_serializer_field(field, direction, bypass_extensions)
        is_sent = direction == "request" and isinstance(field, serializers.FileField)
        return found | {"format": "binary"} if is_sent else found

    def get_override_parameters(self) -> list[Any]:
        repeatable = self.method == "POST" and isinstance(self.view, IdempotentPosts)
        return [*super().get_override_parameters(), *([IDEMPOTENCY_KEY] if repeatable else [])]

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        for status in self.problem_statuses():
            answer = OpenApiResponse(ProblemSerializer, description=TITLES[status])
            body = self._get_response_for_code(answer, str(status), [MEDIA_TYPE], direction)
            bodies.setdefault(str(status), body)
        return bodies

    def problem_statuses(self) -> list[int]:
        statuses = [400, 429]
        if AllowAny not in self.view.permission_classes:
            statuses += [401, 403]
        elif self.method in CHANGING:
            statuses += [401]
        if "{" in self.path:
            statuses += [404]
        if self.method in CHANGING:
            statuses += [409, 413, 415]
            statuses += [422] if isinstance(self.view, IdempotentPosts) else []
        return sorted(statuses)
