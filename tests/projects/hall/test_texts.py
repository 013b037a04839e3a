"""Text to paste into a chat group."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories as make

pytestmark = pytest.mark.django_db

CLOSES = dt.datetime(2026, 12, 31, 17, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def text_on(client, address):
    return client.get(address).context["text"]


def test_a_project_says_what_is_open_until_when_and_where_to_look(client):
    project = make.ProjectFactory(title="亮灯工程", capacity=2, claimed=0, claim_closes_at=CLOSES)
    client.force_login(make.liaison_of(make.member()))
    assert text_on(client, f"/projects/{project.pk}/text/") == (
        f"【{project.number}】亮灯工程\n"
        "还差 2 家，认领截止 12月31日 17:00\n"
        f"http://testserver/projects/{project.pk}/"
    )


def test_an_unanswered_renewal_says_by_when_to_answer(client):
    claim = make.ClaimFactory(unit=make.member("区财政局"), state="offered", answer_until=CLOSES)
    client.force_login(make.staff_of())
    text = text_on(client, f"/claims/{claim.pk}/text/")
    assert "区财政局：请于 12月31日 17:00 前确认是否续认领" in text
    assert f"http://testserver/claims/{claim.pk}/" in text


def test_the_list_is_copied_as_it_is_filtered(client):
    make.ProjectFactory(title="亮灯工程")
    make.ProjectFactory(title="助学活动")
    client.force_login(make.staff_of())
    text = text_on(client, "/projects/text/?search=亮灯")
    assert "亮灯工程" in text
    assert "助学活动" not in text


def test_only_what_is_ticked_is_written(client):
    kept, left = make.ProjectFactory(title="亮灯工程"), make.ProjectFactory(title="助学活动")
    client.force_login(make.staff_of())
    text = text_on(client, f"/projects/text/?id={kept.pk}")
    assert kept.title in text
    assert left.title not in text


def test_the_hall_is_copied_without_what_nobody_can_claim(client):
    make.ProjectFactory(title="亮灯工程")
    make.ProjectFactory(title="已截止的", claim_closes_at=timezone.now() - dt.timedelta(days=1))
    client.force_login(make.staff_of())
    text = text_on(client, "/hall/text/")
    assert "亮灯工程" in text
    assert "已截止的" not in text


def test_a_resource_needs_no_places(client):
    resource = make.DraftResourceFactory(
        title="会议室", state="published", number="朱-资-1", serial=1, published_at=timezone.now()
    )
    client.force_login(make.staff_of())
    assert text_on(client, "/resources/text/").endswith(
        f"【朱-资-1】会议室\nhttp://testserver/resources/{resource.pk}/"
    )


def test_a_draft_is_not_handed_on(client):
    draft = make.DraftProjectFactory()
    client.force_login(make.staff_of())
    assert client.get(f"/projects/{draft.pk}/text/").status_code == 403
