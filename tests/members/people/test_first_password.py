"""A password that staff gave is good for choosing another one, and for nothing else."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from members.models import User
from members.people.actions import create_user, reset_password
from tests import factories as make

pytestmark = pytest.mark.django_db
OWN = "own-long-word-7"


@pytest.fixture
def given() -> tuple[User, str]:
    """A new account and its one-time password."""
    cache.clear()
    return create_user("caizheng", "liaison", by=make.staff_of(), enrolment=make.EnrolmentFactory())


@pytest.fixture
def browser(given: tuple[User, str]) -> Client:
    """Signed in with the one-time password."""
    client = Client(headers={"x-forwarded-proto": "https"})
    client.post(reverse("account_login"), {"login": given[0].username, "password": given[1]})
    return client


def change(browser: Client, old: str, new: str) -> str:
    sent = {"oldpassword": old, "password1": new, "password2": new}
    response = browser.post(reverse("account_change_password"), sent)
    return response.get("Location", "") or response.content.decode()


@pytest.mark.parametrize("name", ["home", "notices", "acting", "about_help"])
def test_every_page_leads_to_changing_it(browser: Client, name: str) -> None:
    assert browser.get(reverse(name))["Location"] == reverse("account_change_password")


def test_the_page_says_why_and_offers_no_menu(browser: Client) -> None:
    page = browser.get(reverse("account_change_password")).content.decode()
    assert "工作人员给的一次性密码" in page
    assert reverse("todo_count") not in page


def test_a_part_of_a_page_leads_there_too(browser: Client) -> None:
    response = browser.get(reverse("todo_count"), headers={"hx-request": "true"})
    assert response["HX-Redirect"] == reverse("account_change_password")


def test_signing_out_and_probes_are_let_through(browser: Client) -> None:
    assert browser.get(reverse("healthz")).status_code == 200
    assert browser.post(reverse("account_logout"))["Location"] == reverse("home")
    assert browser.get(reverse("home")).status_code == 200


def test_once_changed_everything_is_open(browser: Client, given: tuple[User, str]) -> None:
    assert change(browser, given[1], OWN) == reverse("home")
    assert browser.get(reverse("home")).status_code == 200
    assert User.objects.get(pk=given[0].pk).password_is_temporary is False


def test_the_same_password_again_is_no_change(browser: Client, given: tuple[User, str]) -> None:
    assert "新密码与当前密码相同" in change(browser, given[1], given[1])
    assert User.objects.get(pk=given[0].pk).password_is_temporary is True


def test_the_api_is_closed_to_a_session_and_gives_no_token(browser: Client, given: tuple[User, str]) -> None:
    by_session = browser.get("/api/v1/me/")
    body = {"username": given[0].username, "password": given[1]}
    by_token = Client().post(reverse("api_token"), body, "application/json", secure=True)
    for answer in (by_session, by_token):
        assert (answer.status_code, answer.json()["code"]) == (403, "password_change_required")
        assert answer["Content-Type"] == "application/problem+json"


def test_a_password_set_anew_is_to_be_changed_again(given: tuple[User, str]) -> None:
    User.objects.update(password_is_temporary=False)
    reset_password(given[0], by=make.staff_of())
    assert User.objects.get(pk=given[0].pk).password_is_temporary is True


def test_other_accounts_notice_nothing(signed_in) -> None:
    assert signed_in(make.liaison_of(make.member())).get(reverse("home")).status_code == 200
