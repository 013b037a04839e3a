"""共建情况 on its page, behind a figure, as a letter, and over HTTP."""

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from rest_framework.test import APIClient

from members.models import Appointment
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]


@pytest.fixture
def unit():
    return make.member()


@pytest.fixture
def liaison(unit):
    return make.liaison_of(unit)


def signed_in(client, user):
    client.force_login(user)
    return client


def text(answer):
    return " ".join(answer.content.decode().split())


def a_share(unit, on=dt.date(2026, 5, 8), **figures):
    record = make.RecordFactory(region=make.street(), occurred_on=on, summary="到村走访慰问")
    return make.RecordShareFactory(record=record, unit=unit, figures=figures)


def test_a_liaison_finds_the_own_unit(client, unit, liaison):
    answer = signed_in(client, liaison).get(reverse("own_standing"))
    assert answer.url == f"{reverse('standing', args=[unit.pk])}?region={make.street().pk}"


def test_the_office_chooses_a_unit_in_the_directory(client):
    assert signed_in(client, make.staff_of()).get(reverse("own_standing")).url == reverse("units")


def test_a_figure_opens_its_records(client, unit, liaison):
    share = a_share(unit, hours="3.5")
    page = text(signed_in(client, liaison).get(reverse("standing", args=[unit.pk])))
    assert "志愿服务 3.5 小时，看记录" in page
    facts = text(client.get(reverse("standing_facts", args=[unit.pk, "record_hours"])))
    assert "2026 年全年合计 <strong>3.5</strong> 小时，来自 1 条记录" in facts
    assert reverse("record", args=[share.record_id]) in facts


def test_the_last_period_stands_beside_it(client, unit, liaison):
    a_share(unit, on=dt.date(2026, 2, 1))
    page = signed_in(client, liaison).get(reverse("standing", args=[unit.pk]), {"period": "2026-q2"})
    rows = next(some for group, some, _ in page.context["groups"] if group == "共建纪实")
    assert next((name, value, before) for name, _, value, before in rows) == ("records", 0, 1)
    assert "这段时间还没有登记的记录" in text(page)


@pytest.mark.parametrize("query", ["period=2026-q9", "period=x", "region=999999999"])
def test_what_is_no_period_or_street_is_not_there(client, unit, liaison, query):
    assert signed_in(client, liaison).get(f"{reverse('standing', args=[unit.pk])}?{query}").status_code == 404


def test_what_is_no_metric_is_not_there(client, unit, liaison):
    assert (
        signed_in(client, liaison).get(reverse("standing_facts", args=[unit.pk, "smiles"])).status_code == 404
    )


def test_another_unit_of_the_street_does_not_look(client, unit):
    stranger = make.liaison_of(make.member("区税务局"))
    assert signed_in(client, stranger).get(reverse("standing", args=[unit.pk])).status_code == 403


def test_a_unit_that_one_sees_only_as_a_line_supervisor_has_no_street_to_look_at(client, unit):
    unit.enrolments.all().delete()
    user = make.UserFactory()
    line = Appointment.objects.create(user=user, role="line_supervisor")
    line.units.add(unit)
    assert signed_in(client, user).get(reverse("standing", args=[unit.pk])).status_code == 404


def test_the_letter_tells_what_is_not_nought_and_names_no_grade(client, unit, liaison):
    a_share(unit, hours="3.5")
    answer = signed_in(client, liaison).get(reverse("standing_letter", args=[unit.pk]), {"period": "2026-h1"})
    paper = Document(BytesIO(answer.content))
    rows = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert rows[1:] == [["共建纪实", "参加的共建活动", "1", "条"], ["共建纪实", "志愿服务", "3.5", "小时"]]
    words = " ".join(each.text for each in paper.paragraphs)
    assert ("区财政局：" in words, "2026 年上半年" in words, "分" in words.replace("分享", "")) == (
        True,
        True,
        False,
    )


def test_only_halves_have_a_letter(client, unit, liaison):
    url = reverse("standing_letter", args=[unit.pk])
    assert signed_in(client, liaison).get(url, {"period": "2026-q1"}).status_code == 404


def test_more_records_than_the_letter_lists_are_counted(client, unit, liaison):
    for _ in range(21):
        a_share(unit)
    answer = signed_in(client, liaison).get(reverse("standing_letter", args=[unit.pk]), {"period": "2026-h1"})
    words = " ".join(each.text for each in Document(BytesIO(answer.content)).paragraphs)
    assert "另有 1 条没有列出" in words


def test_what_is_still_possible_stands_beside_the_figures(client, unit, liaison):
    make.ProjectFactory(year=2026)
    meeting = make.MeetingFactory(state="called", starts_at=dt.datetime(2026, 11, 27, 9, tzinfo=dt.UTC))
    make.InvitationFactory(meeting=meeting, unit=unit)
    duty = make.DutyFactory(period=dt.date(2026, 12, 1))
    page = text(signed_in(client, liaison).get(reverse("standing", args=[unit.pk])))
    assert ("认领大厅还有 1 个项目可认领" in page, f"参加{meeting.title}" in page, "还没有回执" in page) == (
        True,
    ) * 3
    holder = make.liaison_of(duty.holder)
    page = text(signed_in(client, holder).get(reverse("standing", args=[duty.holder_id])))
    assert "2026年12月" in page


def test_the_page_takes_the_same_queries_however_much_there_is(
    client, unit, liaison, django_assert_max_num_queries
):
    signed_in(client, liaison)
    url = reverse("standing", args=[unit.pk])
    client.get(url)
    counts = []
    for _ in range(2):
        a_share(unit)
        with django_assert_max_num_queries(15) as found:
            client.get(url)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_the_same_over_http(unit, liaison):
    share = a_share(unit, hours="3.5")
    client = APIClient()
    client.force_authenticate(liaison)
    url, where = reverse("api_standing", args=[unit.pk]), {"region": make.street().pk, "period": "2026-h1"}
    said = client.get(url, where).json()
    hours = next(each for each in said["figures"] if each["metric"] == "record_hours")
    assert (said["since"], hours["value"], hours["measure"]) == ("2026-01-01", "3.5", "小时")
    facts = client.get(reverse("api_standing_facts", args=[unit.pk, "record_hours"]), where).json()
    assert (facts["value"], facts["count"], [each["id"] for each in facts["facts"]]) == (
        "3.5",
        1,
        [share.record_id],
    )


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"region": "x"}, 400),
        ({"region": "1", "period": "2026-h1"}, 404),
        ({"period": "x", "region": "@"}, 400),
    ],
)
def test_odd_questions_over_http(unit, liaison, query, status):
    client = APIClient()
    client.force_authenticate(liaison)
    sent = {name: make.street().pk if value == "@" else value for name, value in query.items()}
    assert client.get(reverse("api_standing", args=[unit.pk]), sent).status_code == status


def test_a_metric_nobody_knows_is_404_over_http(unit, liaison):
    client = APIClient()
    client.force_authenticate(liaison)
    url = reverse("api_standing_facts", args=[unit.pk, "smiles"])
    assert client.get(url, {"region": make.street().pk}).status_code == 404
    nothing = client.get(
        reverse("api_standing_facts", args=[unit.pk, "records"]), {"region": make.street().pk}
    )
    assert (nothing.json()["value"], nothing.json()["facts"]) == ("0", [])
