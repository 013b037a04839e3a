"""Every error is a problem: its status, its code, a sentence, and fields where fields are wrong."""

import pytest
from django.test import Client
from rest_framework.test import APIClient

NO_ERRORS: dict = {}


@pytest.mark.parametrize(
    ("how", "status", "code", "detail", "errors"),
    [
        ("refusal", 409, "full", "名额已满，请另选一项。", NO_ERRORS),
        ("forbidden", 403, "not_for_this_unit", "这一项留给结对单位。", NO_ERRORS),
        ("missing", 404, "not_found", "没有这条记录，或您看不到它。", NO_ERRORS),
        (
            "denied",
            403,
            "permission_denied",
            "您没有办理这件事的权限，如有需要请联系所在街道（镇）党建办。",
            NO_ERRORS,
        ),
        ("model", 400, "invalid", "请填写名称。", {"name": ["请填写名称。"]}),
        ("model-all", 400, "invalid", "日期前后颠倒。", {"__all__": ["日期前后颠倒"]}),
        ("large", 413, "too_large", "提交的内容过大，请减小文件或分次提交。", NO_ERRORS),
        ("throttled", 429, "throttled", "请求过于频繁，请在 Retry-After 所说的秒数之后重试。", NO_ERRORS),
        (
            "nested",
            400,
            "invalid",
            "有 2 处需要修改，逐项说明见 errors。",
            {"targets.1.amount": ["须为数字。"], "__all__": ["不全"]},
        ),
    ],
)
def test_an_exception_becomes_a_problem(
    api: APIClient, how: str, status: int, code: str, detail: str, errors: dict
) -> None:
    response = api.get(f"/api/v1/fails/{how}/")
    body = response.json()
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert (body["type"], body["status"], body["code"]) == (f"urn:lianxi:problem:{code}", status, code)
    assert (body["detail"], body["errors"]) == (detail, errors)
    assert sorted(body) == ["code", "detail", "errors", "status", "title", "type"]


def asked(client: Client, method: str, path: str, **extra: object) -> tuple[int, str, str]:
    response = client.generic(method, path, **extra)
    return response.status_code, response.json()["code"], response["Content-Type"].split(";")[0]


@pytest.mark.parametrize(
    ("method", "path", "extra", "status", "code"),
    [
        ("GET", "/api/v1/nowhere/", {}, 404, "unknown_route"),
        ("POST", "/api/v1/places", {}, 404, "unknown_route"),
        ("DELETE", "/api/v1/places/", {}, 405, "method_not_allowed"),
        ("GET", "/api/v1/places/", {"headers": {"Accept": "text/html"}}, 406, "not_acceptable"),
        ("POST", "/api/v1/places/", {"data": "{", "content_type": "application/json"}, 400, "parse_error"),
        ("POST", "/api/v1/places/", {"data": "x", "content_type": "text/csv"}, 415, "unsupported_media_type"),
        ("GET", "/api/v1/places/99999999999999999/", {}, 404, "not_found"),
        ("GET", "/api/v1/places/?cursor=x", {}, 400, "bad_cursor"),
        ("GET", "/api/v1/places/?level=x", {}, 400, "invalid"),
        ("GET", "/api/v1/schema/?format=x", {}, 404, "not_found"),
    ],
)
def test_what_the_framework_refuses_is_a_problem_too(
    api: APIClient, method: str, path: str, extra: dict, status: int, code: str
) -> None:
    assert asked(api, method, path, **extra) == (status, code, "application/problem+json")


def test_a_stranger_is_told_how_to_sign_in(db: None, client: Client) -> None:
    response = client.get("/api/v1/places/")
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Token")
    assert response.json()["code"] == "not_authenticated"


def test_a_wrong_token_is_said_to_be_wrong(db: None, client: Client) -> None:
    response = client.get("/api/v1/places/", headers={"Authorization": "Token 123"})
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Token")
    assert response.json()["code"] == "authentication_failed"


def test_a_signed_in_page_without_its_csrf_token_is_told_to_reload(user) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    assert asked(client, "POST", "/api/v1/places/") == (403, "csrf_failed", "application/problem+json")


def test_too_many_requests_say_when_to_come_back(api: APIClient) -> None:
    assert api.get("/api/v1/fails/throttled/")["Retry-After"] == "13"


def test_a_bug_of_ours_is_a_problem_that_tells_nothing_of_itself(api: APIClient) -> None:
    api.raise_request_exception = False
    response = api.get("/api/v1/fails/bug/")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert (response.json()["code"], response.json()["detail"]) == (
        "error",
        "系统出错，已经记录，请稍后重试。",
    )


def test_a_post_to_no_address_is_a_problem_and_no_page_about_cookies() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert asked(strict, "POST", "/api/v1/claims/-1/records/")[:2] == (404, "unknown_route")
