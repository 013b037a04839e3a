"""A form that enters something new: sent twice it enters one thing, and refused it can be sent again."""

from functools import partial
from uuid import uuid4

import pytest
from django.test import Client

from projects.models import Need
from tests import factories as make
from tests.racing import race


@pytest.fixture
def sent():
    filled = {"title": "路灯需求", "category": make.category("need").pk, "unit": make.neighbourhood().pk}
    return filled | {"basis": "电话", "then": "keep", "once": str(uuid4())}


def browser(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db
def test_the_form_carries_a_key_of_its_own():
    client = browser(make.staff_of())
    make.category("need")
    keys = [client.get("/needs/new/").content.decode().split('name="once" value="')[1][:36] for _ in "ab"]
    assert keys[0] != keys[1]


@pytest.mark.django_db
def test_sent_again_it_leads_to_what_the_first_one_entered(sent):
    client = browser(make.staff_of())
    led_to = {client.post("/needs/new/", sent)["Location"] for _ in range(3)}
    assert led_to == {f"/needs/{Need.objects.get().pk}/"}


@pytest.mark.django_db(transaction=True)
def test_two_at_once_enter_one_thing(sent):
    clients = [browser(user) for user in [make.staff_of()] * 2]
    answers = race([partial(client.post, "/needs/new/", sent) for client in clients])
    assert {answer["Location"] for answer in answers} == {f"/needs/{Need.objects.get().pk}/"}


@pytest.mark.django_db
def test_a_form_that_was_refused_is_sent_again_with_the_same_key(sent):
    client = browser(make.staff_of())
    assert client.post("/needs/new/", sent | {"title": ""}).status_code == 200
    assert client.post("/needs/new/", sent).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x", "\x00"])
def test_without_a_key_each_sending_counts(sent, key):
    client = browser(make.staff_of())
    answers = [client.post("/needs/new/", sent | {"once": key}).status_code for _ in range(2)]
    assert (answers, Need.objects.count()) == ([302, 302], 2)
