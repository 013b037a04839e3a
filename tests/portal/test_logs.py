import json
import logging
import logging.config
import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.functional import SimpleLazyObject

from portal import logs

JSON = logging.config.dictConfigClass(logs.LOGGING).configure_formatter(logs.LOGGING["formatters"]["json"])


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture):
    """What was logged, as the console prints it."""
    caplog.set_level(logging.DEBUG)
    return lambda: [json.loads(JSON.format(record)) for record in caplog.records]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("13812345678", "138****5678"),
        ("电话13812345678。", "电话138****5678。"),
        ("+86 138 1234 5678", "+86 138****5678"),
        ("8613812345678", "86138****5678"),
        ("138-1234-5678", "138****5678"),
        ("１３８１２３４５６７８", "１３８****５６７８"),
        ("2026112213812345678", "2026112213812345678"),
        ("12012345678", "12012345678"),
    ],
)
def test_mobile_numbers_are_masked_and_nothing_else(text: str, masked: str) -> None:
    assert logs.mask_mobiles(text) == masked


def test_they_are_masked_at_any_depth() -> None:
    event = {"rows": [("13812345678", 13812345678)], "one": {"phone": "13812345678"}, "n": 5, "x": None}
    assert logs.mask_mobiles(event) == {
        "rows": [["138****5678", "138****5678"]],
        "one": {"phone": "138****5678"},
        "n": 5,
        "x": None,
    }


def test_a_phone_in_a_traceback_is_masked(lines) -> None:
    try:
        raise ValueError("13812345678")
    except ValueError:
        logging.getLogger("any").exception("failed for %s", "13912345678")
    (line,) = lines()
    assert line["event"] == "failed for 139****5678"
    assert line["exception"].endswith("ValueError: 138****5678")


def answer(request: HttpRequest, status: int = 200) -> HttpResponse:
    return logs.request_log(lambda _: HttpResponse(status=status))(request)


def test_a_request_is_one_line_without_its_query(lines) -> None:
    response = answer(RequestFactory().post("/units/13812345678/?search=13812345678"), status=302)
    (line,) = lines()
    assert line.pop("ms") >= 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT.*Z", line.pop("timestamp"))
    assert line == {
        "event": "request",
        "level": "info",
        "logger": "portal.logs",
        "method": "POST",
        "path": "/units/138****5678/",
        "request_id": response["X-Request-ID"],
        "status": 302,
        "user_id": None,
    }


def test_probes_and_static_files_are_below_the_usual_level(lines) -> None:
    for path in ("/readyz", "/static/app.css", "/projects/"):
        answer(RequestFactory().get(path))
    assert [line["level"] for line in lines()] == ["debug", "debug", "info"]


@pytest.mark.parametrize("odd", ["short", "with space 12345", "x" * 65, 'quote"12345'])
def test_an_odd_request_id_is_replaced(odd: str) -> None:
    response = answer(RequestFactory().get("/", headers={"X-Request-ID": odd}))
    assert re.fullmatch(r"[0-9a-f]{32}", response["X-Request-ID"])


def test_a_proxys_request_id_is_kept_and_handed_on() -> None:
    request = RequestFactory().get("/", headers={"X-Request-ID": "proxy-12345678"})
    assert answer(request)["X-Request-ID"] == "proxy-12345678"
    assert request.request_id == "proxy-12345678"


def test_a_user_nobody_asked_for_is_not_fetched_for_the_log() -> None:
    request = RequestFactory().get("/")
    request.user = SimpleLazyObject(lambda: pytest.fail("the log asked for the user"))
    assert logs.user_id_of(request) is None


def test_a_user_who_was_fetched_is_named_by_id() -> None:
    request = RequestFactory().get("/")
    request.user = SimpleLazyObject(AnonymousUser)
    request._cached_user = get_user_model()(pk=7, name="张三")
    assert logs.user_id_of(request) == 7


def test_a_user_known_by_token_is_named_by_id() -> None:
    request = RequestFactory().get("/")
    request.user = get_user_model()(pk=7)
    assert logs.user_id_of(request) == 7


def test_answers_are_counted_by_status_class() -> None:
    before = logs.REQUESTS.labels("4xx")._value.get()
    answer(RequestFactory().get("/"), status=404)
    assert logs.REQUESTS.labels("4xx")._value.get() == before + 1


def test_every_answer_carries_its_request_id(client: Client) -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", client.get("/healthz")["X-Request-ID"])
