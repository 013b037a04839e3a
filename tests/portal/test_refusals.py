"""How the portal says no on pages, and what it says when it broke."""

import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from portal.refusals import Forbidden, Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
SENTENCE = "项目已满，请选择其他项目。"
HERE, ELSEWHERE = "http://testserver/about/help/", "http://elsewhere.example/about/help/"


def full(request: HttpRequest) -> HttpResponse:
    raise Refusal("full", SENTENCE)


def forbidden(request: HttpRequest) -> HttpResponse:
    raise Forbidden("not_yours", SENTENCE)


def bug(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("13912345678")


handler500 = "portal.views.broken"
urlpatterns = [
    path("full/", full),
    path("forbidden/", forbidden),
    path("bug/", bug),
    path("api/v1/bug/", bug),
    path("", include("portal.urls")),
]


@pytest.fixture
def client(settings, caplog: pytest.LogCaptureFixture) -> Client:
    caplog.set_level(logging.CRITICAL)
    settings.SECURE_SSL_REDIRECT = False
    return Client(raise_request_exception=False)


def test_a_form_that_is_refused_goes_back_with_the_sentence(client: Client) -> None:
    response = client.post("/full/", headers={"Referer": HERE})
    assert (response.status_code, response.headers["Location"]) == (302, HERE)
    assert SENTENCE in client.get("/about/help/").content.decode()


@pytest.mark.parametrize(
    "headers", [{}, {"Referer": ELSEWHERE}, {"Referer": HERE, "HX-Request": "true"}], ids=str
)
def test_without_a_page_of_ours_to_go_back_to_the_sentence_is_the_answer(client: Client, headers) -> None:
    response = client.post("/full/", headers=headers)
    assert response.status_code == 409
    assert SENTENCE in response.content.decode()


@pytest.mark.parametrize(("address", "status"), [("/full/", 409), ("/forbidden/", 403)])
def test_a_page_that_is_refused_says_why(client: Client, address: str, status: int) -> None:
    response = client.get(address, headers={"Referer": HERE})
    assert response.status_code == status
    assert SENTENCE in response.content.decode()


def test_a_refusal_has_a_code_for_programs() -> None:
    assert (Refusal("full", SENTENCE).code, str(Refusal("full", SENTENCE))) == ("full", SENTENCE)


def test_a_page_that_broke_says_that_it_is_not_the_persons_fault(client: Client) -> None:
    response = client.get("/bug/")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert "不是您的操作有误" in response.content.decode()


def test_an_address_of_the_api_that_broke_answers_with_a_problem(client: Client) -> None:
    response = client.get("/api/v1/bug/")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert (response.json()["code"], "139" in response.content.decode()) == ("error", False)
