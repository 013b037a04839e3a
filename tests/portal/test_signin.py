"""A hall full of liaisons behind one address gets in; whoever guesses a password does not."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.test import Client

pytestmark = pytest.mark.django_db

PASSWORD = "lianxi-demo-2026"
LIAISONS_IN_THE_HALL = 60
TOO_MANY = "尝试次数过多，请 5 分钟后再试，或请街道工作人员重置密码。"


@pytest.fixture(autouse=True)
def cheap_hashing(settings: pytest.FixtureRequest) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def make_users(*names: str) -> None:
    hashed = make_password(PASSWORD)
    get_user_model().objects.bulk_create(get_user_model()(username=name, password=hashed) for name in names)


def sign_in(name: str, password: str = PASSWORD) -> tuple[int, str]:
    response = Client().post("/account/login/", {"login": name, "password": password})
    return response.status_code, response.content.decode()


def test_a_hall_of_liaisons_behind_one_address_signs_in() -> None:
    names = [f"liaison{number}" for number in range(LIAISONS_IN_THE_HALL)]
    make_users(*names)
    assert [sign_in(name)[0] for name in names] == [302] * LIAISONS_IN_THE_HALL


def test_a_guesser_is_stopped_after_five_failures_and_told_so() -> None:
    make_users("victim")
    pages = [sign_in("victim", "wrong-password")[1] for _ in range(6)]
    assert [TOO_MANY in page for page in pages] == [False] * 5 + [True]


def test_after_five_failures_the_right_password_has_to_wait_too() -> None:
    make_users("victim")
    for _ in range(5):
        sign_in("victim", "wrong-password")
    status, page = sign_in("victim")
    assert (status, TOO_MANY in page) == (200, True)


def test_a_guesser_locks_nobody_else_at_the_same_address() -> None:
    make_users("victim", "neighbour")
    for _ in range(6):
        sign_in("victim", "wrong-password")
    assert sign_in("neighbour")[0] == 302


def test_an_address_that_floods_is_asked_to_wait_in_chinese(settings: pytest.FixtureRequest) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    make_users("liaison")
    sign_in("liaison")
    status, page = sign_in("liaison")
    assert (status, "操作太频繁了" in page) == (429, True)


def test_a_wrong_password_keeps_the_name_and_says_what_to_do() -> None:
    make_users("liaison")
    _, page = sign_in("liaison", "wrong-password")
    assert 'value="liaison"' in page
    assert "用户名或密码不正确，请核对后再试。忘记密码请街道工作人员重置。" in page


def test_nobody_can_open_an_account_alone(client: Client) -> None:
    client.post("/account/signup/", {"username": "new", "password1": PASSWORD, "password2": PASSWORD})
    assert get_user_model().objects.count() == 0
    assert "这里不能自己注册" in client.get("/account/signup/").content.decode()


def test_signing_out_needs_a_post(client: Client) -> None:
    make_users("liaison")
    client.force_login(get_user_model().objects.get())
    client.get("/account/logout/")
    assert "_auth_user_id" in client.session
    client.post("/account/logout/")
    assert "_auth_user_id" not in client.session


def test_a_person_changes_their_own_password(client: Client) -> None:
    make_users("liaison")
    client.force_login(get_user_model().objects.get())
    new = "another-long-one-7"
    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert get_user_model().objects.get().check_password(new) is True
