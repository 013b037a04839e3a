"""A password for a token: good for thirty days, and no way round the counters of the sign-in page."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

TOKEN = "/api/v1/auth/token/"
RIGHT = {"username": "office", "password": "lianxi-demo"}
WRONG = {"username": "office", "password": "wrong"}


@pytest.fixture
def office(user):
    cache.clear()
    user.set_password(RIGHT["password"])
    user.save()
    return user


def sign_in(body: dict, address: str = "10.0.0.1"):
    return Client().post(TOKEN, body, "application/json", REMOTE_ADDR=address)


def see_places(token: str) -> int:
    return Client().get("/api/v1/places/", headers={"Authorization": f"Token {token}"}).status_code


def test_a_token_opens_the_api_for_thirty_days(office) -> None:
    body = sign_in(RIGHT).json()
    assert sorted(body) == ["expires_at", "token"]
    ends = datetime.fromisoformat(body["expires_at"])
    assert timedelta(days=29, hours=23) < ends - timezone.now() <= timedelta(days=30)
    assert see_places(body["token"]) == 200
    with time_machine.travel(ends + timedelta(seconds=1)):
        assert see_places(body["token"]) == 401


def test_a_token_given_back_opens_nothing(office) -> None:
    token = sign_in(RIGHT).json()["token"]
    revoked = Client().post(f"{TOKEN}revoke/", headers={"Authorization": f"Token {token}"})
    assert (revoked.status_code, see_places(token)) == (204, 401)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (WRONG, 401, "wrong_password"),
        ({"username": "nobody", "password": "x"}, 401, "wrong_password"),
        ({"username": "office"}, 400, "invalid"),
        ({"username": "office", "password": "\0"}, 400, "invalid"),
    ],
)
def test_nothing_but_the_right_password_gives_a_token(office, body: dict, status: int, code: str) -> None:
    response = sign_in(body)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert AuthToken.objects.count() == 0


def test_somebody_who_has_left_gets_no_token(office) -> None:
    office.is_active = False
    office.save()
    assert sign_in(RIGHT).status_code == 401


def test_after_five_wrong_passwords_an_account_waits_and_others_do_not(office) -> None:
    tries = [sign_in(WRONG, f"10.0.0.{n}").status_code for n in range(6)]
    locked = sign_in(RIGHT)
    assert tries == [401] * 5 + [429]
    assert (locked.status_code, locked["Retry-After"]) == (429, "300")
    assert sign_in({"username": "clerk", "password": "x"}).status_code == 401


def test_three_hundred_sign_ins_from_one_address_are_no_attack(office, settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    office.set_password(RIGHT["password"])
    office.save()
    assert {sign_in(RIGHT).status_code for _ in range(300)} == {200}


def test_the_command_prints_a_token_that_works(office) -> None:
    out = StringIO()
    call_command("issue_token", "office", stdout=out)
    assert see_places(out.getvalue().strip()) == 200


def test_the_command_says_that_there_is_no_such_user(db: None) -> None:
    with pytest.raises(CommandError, match="没有用户“nobody”"):
        call_command("issue_token", "nobody")
