"""登记共建纪实 and 关联已有纪实, through the browser."""

import datetime as dt
from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from alliances.records.models import Record
from portal.files.models import StoredFile
from projects.claims.actions import claim_project
from projects.claims.models import ClaimRecord
from tests import factories as make

DAY = "2026-10-21"


def photo(name="灯.jpg"):
    drawn = BytesIO()
    Image.new("RGB", (4, 4)).save(drawn, "JPEG")
    return SimpleUploadedFile(name, drawn.getvalue())


def typed(unit, **changes):
    return {
        "occurred_on": DAY,
        "summary": "完成东段立杆",
        "events": "1",
        "pieces": "20",
        f"took_{unit.pk}": "on",
        f"weight_{unit.pk}": "1",
        **changes,
    }


@pytest.fixture
def send(client: Client, claim, liaison, unit):
    client.force_login(liaison)

    def post(**changes):
        return client.post(reverse("claim_record", args=[claim.pk]), typed(unit, **changes))

    return post


def test_the_form_opens_with_today_the_unit_and_the_projects_neighbourhoods(client, claim, liaison, village):
    client.force_login(liaison)
    form = client.get(reverse("claim_record", args=[claim.pk])).context["form"]
    ticked = [took.label for took, _ in form.unit_rows if took.value()]
    assert (form["occurred_on"].value(), ticked) == (timezone.localdate(), [claim.unit.name])
    assert form["neighbourhoods"].value() == [village.pk]


def test_what_was_done_becomes_a_record_and_its_page_opens(send, claim, village):
    response = send(neighbourhoods=village.pk)
    record = Record.objects.get()
    assert (response.status_code, response.url) == (302, reverse("record", args=[record.pk]))
    assert (record.pieces, list(record.neighbourhoods.all()), list(record.claims.all())) == (
        20,
        [village],
        [claim],
    )


def test_last_years_work_may_be_entered_in_january(send):
    with time_machine.travel(dt.datetime(2026, 1, 20, tzinfo=dt.UTC)):
        send(occurred_on="2025-12-30")
    assert Record.objects.get().occurred_on == dt.date(2025, 12, 30)


def test_one_record_serves_several_claims_and_all_their_neighbourhoods(
    send, confirmed, unit, liaison, village
):
    other_village = make.neighbourhood("万联村", "310116101202")
    project = make.ProjectFactory(unit=other_village, capacity=None)
    project.neighbourhoods.add(other_village)
    other = confirmed(unit, liaison, project)
    send(also=other.pk, neighbourhoods=village.pk)
    assert ClaimRecord.objects.count() == 2
    assert set(Record.objects.get().neighbourhoods.all()) == {village, other_village}


def test_units_on_the_same_project_share_the_figures_by_weight(send, claim, confirmed, unit):
    other = make.member("朱泾供电服务站")
    confirmed(other, make.liaison_of(other), claim.project)
    send(**{f"took_{other.pk}": "on", f"weight_{other.pk}": "3"})
    shares = Record.objects.get().shares.values_list("unit__name", "figures__pieces")
    assert dict(shares) == {unit.name: "5", "朱泾供电服务站": "15"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"summary": "长" * 201}, "200"),
        ({"occurred_on": "2999-01-01"}, "日期在今天之后"),
        ({"pieces": "-1"}, "0"),
        ({"other_figures": "好多树苗"}, "看不懂"),
    ],
)
def test_what_was_typed_survives_what_is_refused(send, changes, words):
    response = send(place="东段路口", **changes)
    page = response.content.decode()
    assert (response.status_code, Record.objects.count()) == (200, 0)
    assert words in page
    assert "东段路口" in page


def test_somebody_took_part(send, unit):
    response = send(**{f"took_{unit.pk}": ""})
    assert (Record.objects.count(), "请至少勾选一家参与单位" in response.content.decode()) == (0, True)


def test_sending_it_twice_makes_one_record(send):
    send()
    again = send()
    assert (again.status_code, Record.objects.count()) == (200, 1)
    assert "无需重复填写" in again.content.decode()


def test_one_form_sent_twice_leads_to_the_one_record_it_made(send):
    key = str(uuid4())
    first, second = send(once=key), send(once=key)
    assert (Record.objects.count(), second.status_code, second["Location"]) == (1, 302, first["Location"])


def test_figures_of_ones_own_are_kept_apart(send):
    send(other_figures="树苗 30 棵\n横幅：2条")
    assert Record.objects.get().other_figures == [
        {"what": "树苗", "value": "30", "unit": "棵"},
        {"what": "横幅", "value": "2", "unit": "条"},
    ]


def test_photos_are_optional_and_a_bad_one_takes_nothing_with_it(send):
    response = send(evidence=[photo(), SimpleUploadedFile("坏.jpg", b"not a photo")])
    assert response.status_code == 302
    assert StoredFile.objects.get().about == Record.objects.get()


def test_staff_say_on_what_basis(client, claim, office, unit):
    client.force_login(office)
    url = reverse("claim_record", args=[claim.pk])
    assert client.post(url, typed(unit)).status_code == 200
    assert client.post(url, typed(unit, basis="会上")).status_code == 302
    assert Record.objects.get().basis == "会上"


def test_work_on_a_claim_that_is_not_confirmed_is_refused(client, village, unit, liaison):
    waiting = claim_project(make.ProjectFactory(unit=village), unit=unit, by=liaison)
    client.force_login(liaison)
    assert client.get(reverse("claim_record", args=[waiting.pk])).status_code == 409


@pytest.mark.parametrize(("who", "status"), [("other", 403), ("elsewhere", 404), ("supervisor", 403)])
def test_nobody_else_records_for_the_unit(client, claim, unit, who, status):
    far = make.street("枫泾镇", "310116102")
    people = {
        "other": lambda: make.liaison_of(make.member("区税务局")),
        "elsewhere": lambda: make.staff_of(far),
        "supervisor": lambda: make.appoint(make.UserFactory(), "supervisor", region=make.district()),
    }
    client.force_login(people[who]())
    assert client.post(reverse("claim_record", args=[claim.pk]), typed(unit)).status_code == status
    assert Record.objects.count() == 0


def test_a_record_that_stands_already_is_linked(client, send, confirmed, unit, liaison):
    send()
    second = confirmed(unit, liaison)
    record = Record.objects.get()
    response = client.post(reverse("claim_record_link", args=[second.pk]), {"link-record": record.pk})
    assert (response.status_code, record.claims.count()) == (302, 2)


def test_what_another_unit_did_cannot_be_linked(client, send, confirmed):
    send()
    other = make.member("区税务局")
    liaison = make.liaison_of(other)
    claim = confirmed(other, liaison)
    client.force_login(liaison)
    url = reverse("claim_record_link", args=[claim.pk])
    assert client.post(url, {"link-record": Record.objects.get().pk}).status_code == 200
    assert ClaimRecord.objects.count() == 1


@pytest.mark.parametrize("others", [1, 3])
def test_the_form_asks_the_database_as_often_for_three_claims_as_for_one(
    client, claim, confirmed, unit, liaison, others, django_assert_num_queries
):
    for _ in range(others):
        confirmed(unit, liaison)
    client.force_login(liaison)
    url = reverse("claim_record", args=[claim.pk])
    client.get(url)
    with django_assert_num_queries(12):
        assert client.get(url).status_code == 200
