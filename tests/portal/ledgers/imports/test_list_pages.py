"""Where imports are found, and by whom."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.portal.ledgers.imports.browsing import here, press, words_of
from tests.portal.ledgers.imports.wizard import UNIT_ROWS, looked_at, sent

pytestmark = pytest.mark.django_db


def test_what_waits_for_me_is_a_to_do(office, ready):
    page = office.get(reverse("home"))
    assert here(ready) in page.content.decode()
    assert "去核对" in words_of(page)
    assert words_of(office.get(reverse("todo_count"))).startswith("1")


def test_what_a_colleague_handed_in_is_no_to_do_of_mine(office, clerk):
    looked_at({"成员单位": UNIT_ROWS}, make.staff_of())
    assert "去核对" not in words_of(office.get(reverse("home")))


def test_the_home_of_ledgers_has_its_pages_and_the_latest_imports(office, ready):
    text = office.get(reverse("ledgers")).content.decode()
    assert reverse("ledger_import") in text
    assert here(ready) in text
    assert reverse("ledgers") in office.get(reverse("home")).content.decode()


def test_the_list_has_every_import_of_ones_offices(office, ready):
    strangers = make.street("枫泾镇", "310116102")
    elsewhere = sent({"成员单位": UNIT_ROWS}, make.staff_of(strangers), strangers)
    text = office.get(reverse("ledger_imports")).content.decode()
    assert here(ready) in text
    assert here(elsewhere) not in text
    assert [office.get(here(elsewhere)).status_code, press(office, elsewhere, "discard").status_code] == [
        404,
        404,
    ]


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(office, clerk, many, django_assert_num_queries):
    for _ in range(many):
        sent({"成员单位": UNIT_ROWS}, clerk)
    office.get(reverse("ledger_imports"))
    with django_assert_num_queries(6):
        office.get(reverse("ledger_imports"))


def test_a_liaison_takes_nothing_in(client, kinds):
    client.force_login(make.liaison_of(make.member()))
    assert [client.get(reverse(page)).status_code for page in ("ledgers", "ledger_import")] == [403, 403]
    assert reverse("ledgers") not in client.get(reverse("home")).content.decode()
