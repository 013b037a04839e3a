"""Every error of the API as a problem (RFC 9457): a code for programs, a sentence in Chinese for people."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as ModelValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.response import Response

from portal.api.renderers import FastJSONRenderer
from portal.refusals import Refusal

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "提交的内容有误",
    401: "需要登录",
    403: "没有权限",
    404: "没有找到",
    405: "不支持这种方法",
    406: "不支持这种格式",
    409: "与规则不符",
    413: "内容过大",
    415: "不支持这种内容类型",
    422: "无法处理",
    429: "请求过于频繁",
    500: "系统出错",
}
SENTENCES = {
    "parse_error": "请求正文不是有效的 JSON，请检查括号、引号和编码（UTF-8）。",
    "not_authenticated": "请先登录，或在 Authorization 请求头中带上 Token。",
    "authentication_failed": "Token 无效或已过期，请重新领取。",
    "permission_denied": "您没有办理这件事的权限，如有需要请联系所在街道（镇）党建办。",
    "password_change_required": "这是工作人员给的一次性密码，请先登录网页改成自己的密码，再使用接口。",
    "csrf_failed": "页面已过期，请刷新后重试；用 Token 时不要同时带登录 Cookie。",
    "not_found": "没有这条记录，或您看不到它。",
    "method_not_allowed": "这个地址不支持这种方法，可用的方法见 Allow 响应头。",
    "not_acceptable": "只能返回 JSON，请把 Accept 请求头改为 application/json。",
    "unsupported_media_type": "请以 application/json 提交。",
    "throttled": "请求过于频繁，请在 Retry-After 所说的秒数之后重试。",
    "too_large": "提交的内容过大，请减小文件或分次提交。",
    "unknown_route": "没有这个地址，请对照 /api/v1/docs/ 检查；地址都以斜杠结尾。",
    "error": "系统出错，已经记录，请稍后重试。",
}


def problem_response(exception: Exception, context: Mapping[str, Any]) -> Response | None:
    """The REST framework's exception handler. None (a bug of ours) goes on to become a 500."""
    found = problem_of(exception)
    if found is None:
        return None
    force_json(context.get("request"))
    return Response(found, status=found["status"], headers=headers_of(exception), content_type=MEDIA_TYPE)


def problem_of(exception: Exception) -> dict[str, Any] | None:
    if isinstance(exception, Refusal):
        return problem(exception.status, exception.code, exception.sentence)
    if isinstance(exception, ModelValidationError):
        exception = exceptions.ValidationError(exceptions_by_field(exception))
    if isinstance(exception, exceptions.ValidationError):
        return invalid(dict(flat(exception.detail)))
    if isinstance(exception, Http404):
        return problem(404, "not_found")
    if isinstance(exception, PermissionDenied):
        return problem(403, "permission_denied")
    if isinstance(exception, RequestDataTooBig):
        return problem(413, "too_large")
    if isinstance(exception, exceptions.APIException):
        return problem(exception.status_code, code_of(exception))
    return None


def problem(
    status: int, code: str, detail: str = "", errors: Mapping[str, list[str]] | None = None
) -> dict[str, Any]:
    """The body of a problem. Without a `detail` of its own, a code has its sentence in `SENTENCES`."""
    return {
        "type": f"urn:lianxi:problem:{code}",
        "title": TITLES.get(status, TITLES[400 if status < 500 else 500]),
        "status": status,
        "code": code,
        "detail": detail or SENTENCES.get(code, SENTENCES["error"]),
        "errors": dict(errors or {}),
    }


def invalid(errors: dict[str, list[str]]) -> dict[str, Any]:
    sentences = "".join(f"{sentence.rstrip('。')}。" for each in errors.values() for sentence in each)
    detail = sentences if len(errors) == 1 else f"有 {len(errors)} 处需要修改，逐项说明见 errors。"
    return problem(400, "invalid", detail, errors)


def code_of(exception: exceptions.APIException) -> str:
    if isinstance(exception, exceptions.PermissionDenied) and str(exception.detail).startswith("CSRF"):
        return "csrf_failed"
    return exception.default_code


def headers_of(exception: Exception) -> dict[str, str]:
    sign_in, wait = getattr(exception, "auth_header", None), getattr(exception, "wait", None)
    headers = {"WWW-Authenticate": sign_in} if sign_in else {}
    return headers | ({"Retry-After": str(max(1, round(wait)))} if wait is not None else {})


def exceptions_by_field(exception: ModelValidationError) -> dict[str, list[str]]:
    return (
        exception.message_dict if hasattr(exception, "error_dict") else {NON_FIELD_ERRORS: exception.messages}
    )


def flat(detail: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Nested errors under dotted names: `claims.0.amount`. What concerns no one field is under `__all__`."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            step = NON_FIELD_ERRORS if name == "non_field_errors" else str(name)
            yield from flat(inner, f"{path}.{step}" if path else step)
    elif isinstance(detail, list) and any(isinstance(each, Mapping | list) for each in detail):
        for index, inner in enumerate(detail):
            yield from flat(inner, f"{path}.{index}" if path else str(index))
    elif detail:
        yield (
            path or NON_FIELD_ERRORS,
            [str(each) for each in (detail if isinstance(detail, list) else [detail])],
        )


def force_json(request: Any) -> None:
    """Errors are JSON, also of views that answer with YAML or HTML when all is well."""
    if request is not None:
        request.accepted_renderer = FastJSONRenderer()
        request.accepted_media_type = FastJSONRenderer.media_type


def problem_page(status: int, code: str) -> HttpResponse:
    """A problem outside of the REST framework's views."""
    return HttpResponse(
        FastJSONRenderer().render(problem(status, code)), status=status, content_type=MEDIA_TYPE
    )


@csrf_exempt
def unknown_route(request: HttpRequest) -> HttpResponse:
    """Exempt as all of the API is: a program's POST would be sent away with a page about cookies."""
    return problem_page(404, "unknown_route")
