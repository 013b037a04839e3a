"""Accounts, handing over, and for whom one acts."""

import re

import pytest
from django.urls import reverse

from members.acting import acting_enrolment
from members.models import Enrolment, User
from portal.audit.models import PersonalDataView
from tests import factories as make

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_accounts_ask_the_same_queries_for_one_row_and_for_three(
    signed_in, django_assert_num_queries, count: int
) -> None:
    client = signed_in(make.staff_of())
    for n in range(count - 1):
        make.liaison_of(make.member(f"单位{n}"), phone="13900001111")
    client.get(reverse("users"))
    with django_assert_num_queries(8):
        response = client.get(reverse("users"))
    assert len(response.context["page"].rows) == count


def test_an_office_sees_its_own_accounts_only(signed_in) -> None:
    mine = make.liaison_of(make.member())
    theirs = make.staff_of(make.street("枫泾镇", "310116102"))
    client = signed_in(make.staff_of())
    statuses = [client.get(reverse("user", args=[user.pk])).status_code for user in (mine, theirs)]
    assert statuses == [200, 404]
    assert signed_in(mine).get(reverse("users")).status_code == 403


def test_a_new_account_shows_its_password_once(signed_in) -> None:
    row, client = make.EnrolmentFactory(), signed_in(make.staff_of())
    sent = {"username": "caizheng", "role": "liaison", "enrolment": row.pk, "phone": "13900001111"}
    response = client.post(reverse("user_new"), sent)
    password = re.search(r"<code>(.+)</code>", text(response))[1]
    assert User.objects.get(username="caizheng").check_password(password)
    assert "no-store" in response["Cache-Control"]
    assert "已有人使用" in text(client.post(reverse("user_new"), sent))


def test_a_password_is_set_anew_and_an_account_closed(signed_in) -> None:
    user, client = make.liaison_of(make.member()), signed_in(make.staff_of())
    assert "<code>" in text(client.post(reverse("user_password", args=[user.pk])))
    assert client.post(reverse("user_deactivate", args=[user.pk])).status_code == 302
    assert "已停用" in text(client.get(reverse("user", args=[user.pk])))


def test_authority_is_given_and_ended_on_the_page(signed_in) -> None:
    user, client, other = make.liaison_of(make.member()), signed_in(make.staff_of()), make.EnrolmentFactory()
    sent = {"role": "secretary", "enrolment": other.pk}
    assert client.get(reverse("user_appoint", args=[user.pk])).status_code == 200
    assert client.post(reverse("user_appoint", args=[user.pk]), sent).status_code == 302
    given = user.appointments.get(role="secretary")
    url = reverse("appointment_end", args=[given.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"on": ""}).status_code == 302
    given.refresh_from_db()
    assert given.until_on is not None


def test_a_liaison_is_handed_over_by_the_office_only(signed_in) -> None:
    unit = make.member()
    row, old, new = (
        Enrolment.objects.get(unit=unit),
        make.liaison_of(unit),
        make.liaison_of(make.member("别家")),
    )
    url = reverse("handover", args=[row.pk])
    assert signed_in(old).get(url).status_code == 403
    office = signed_in(make.staff_of())
    assert office.get(url).status_code == 200
    assert office.post(url, {"to_user": new.pk}).url == reverse("unit", args=[unit.pk])
    assert f"联络员：{new}" in text(office.get(reverse("unit", args=[unit.pk])))


def test_a_number_is_shown_on_asking_and_the_look_kept(signed_in) -> None:
    row = make.EnrolmentFactory(liaison_phone="13900001111")
    user = make.liaison_of(row.unit, phone="13900002222")
    office, url = signed_in(make.staff_of()), reverse("enrolment_reveal", args=[row.pk])
    assert (
        text(office.post(url, headers={"hx-request": "true"})).strip().startswith('<span class="lx-phone">')
    )
    assert "13900001111" in text(office.post(url))
    assert "13900002222" in text(office.post(reverse("user_reveal", args=[user.pk])))
    assert signed_in(make.liaison_of(make.member("别家"))).post(url).status_code == 403
    assert PersonalDataView.objects.count() == 3


def test_who_acts_for_several_chooses_and_every_page_says_for_which(signed_in) -> None:
    first, second = make.member("甲"), make.member("乙")
    user = make.liaison_of(first)
    client = signed_in(user)
    assert client.get("/").context["acting_for"].label == "甲"
    chosen = Enrolment.objects.get(unit=second)
    make.appoint(user, "secretary", enrolment=chosen)
    assert client.get("/").context["acting_for"].label == "甲（朱泾镇）"
    assert client.post(reverse("acting"), {"enrolment": chosen.pk}).status_code == 302
    response = client.get(reverse("acting"))
    assert response.context["acting_for"].label == "乙（朱泾镇）"
    assert acting_enrolment(response.wsgi_request) == chosen


@pytest.mark.parametrize("sent", ["", "x", "9" * 30, "999999"])
def test_nobody_acts_for_what_is_not_theirs(signed_in, sent: str) -> None:
    client = signed_in(make.liaison_of(make.member()))
    assert client.post(reverse("acting"), {"enrolment": sent}).status_code == 404


def test_an_office_acts_for_itself_and_others_for_nobody(signed_in) -> None:
    assert signed_in(make.staff_of()).get("/").context["acting_for"].label == "朱泾镇"
    assert not signed_in(make.UserFactory()).get("/").context["acting_for"]
    assert "您还没有单位的授权" in text(signed_in(make.UserFactory()).get(reverse("acting")))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"search": "沈"}, ["shen"]),
        ({"search": "SHEN"}, ["shen"]),
        ({"search": "无此人"}, []),
        ({"role": "secretary"}, ["wang"]),
        ({"role": "leader"}, []),
    ],
)
def test_accounts_are_found_by_name_and_by_what_they_are(signed_in, asked: dict, found: list[str]) -> None:
    unit = make.member()
    make.liaison_of(unit, username="shen", name="沈先生")
    make.liaison_of(unit, role="secretary", username="wang", name="王女士")
    page = signed_in(make.staff_of(username="office")).get(reverse("users"), asked).context["page"]
    assert [row.username for row in page.rows] == found
