"""One project's page: the whole chain, and every verb one may do now."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alliances.records.actions import Account
from portal.audit.models import PersonalDataView
from portal.workflow.models import Step
from projects.claims.actions import (
    claim_project,
    complete_claim,
    confirm_claim,
    confirm_facts,
    offer_renewal,
    record_work,
)
from projects.claims.models import Claim
from projects.listings.models import Target
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(village):
    return make.ProjectFactory(unit=village, title="五龙村亮灯工程", capacity=2)


@pytest.fixture
def claim(project, unit, liaison):
    return claim_project(project, unit=unit, by=liaison, promise="路灯 32 盏")


def page(client, user, project):
    client.force_login(user)
    answer = client.get(reverse("project", args=[project.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def press(client, claim, verb, **sent):
    return client.post(reverse("claim_verb", args=[claim.pk, verb]), sent)


def test_the_liaison_claims_on_the_projects_page(client, project, unit, liaison):
    assert "确认认领" in page(client, liaison, project)
    client.post(reverse("project_claim", args=[project.pk]), {"part": "partner"})
    assert Claim.objects.get().part == "partner"
    assert "确认认领" not in page(client, liaison, project)


def test_a_refusal_on_the_projects_page_keeps_what_was_typed(client, project, liaison, claim):
    other = make.member("区税务局")
    client.force_login(make.liaison_of(other))
    sent = {"part": "lead", "promise": "志愿服务"}
    answer = client.post(reverse("project_claim", args=[project.pk]), sent).content.decode()
    assert "已由区财政局牵头，可改为配合认领" in answer
    assert "志愿服务" in answer


def test_terms_are_for_both_sides_and_the_office(client, project, village, liaison, office, claim):
    stranger = make.liaison_of(make.member("区税务局"))
    for user in (liaison, office, make.liaison_of(village)):
        assert "路灯 32 盏" in page(client, user, project)
    seen = page(client, stranger, project)
    assert "区财政局" in seen
    assert "路灯 32 盏" not in seen


def test_contacts_are_masked_and_each_full_view_is_written_down(client, project, unit, office, claim):
    unit.enrolments.update(liaison_name="顾晓明", liaison_phone="13812341234")
    seen = page(client, office, project)
    assert "138****1234" in seen
    assert "13812341234" not in seen
    shown = client.post(reverse("claim_contact", args=[claim.pk])).content.decode()
    assert "13812341234" in shown
    assert PersonalDataView.objects.get().field == "liaison_phone"


def test_a_stranger_reads_no_contact(client, project, unit, claim):
    unit.enrolments.update(liaison_name="顾晓明", liaison_phone="13812341234")
    stranger = make.liaison_of(make.member("区税务局"))
    assert "1234" not in page(client, stranger, project)
    assert client.post(reverse("claim_contact", args=[claim.pk])).status_code == 403


def test_the_office_confirms_with_one_press_and_can_undo(client, project, office, claim):
    assert "确认认领" in page(client, office, project)
    answer = press(client, claim, "confirm")
    assert answer["Location"] == f"/projects/{project.pk}/#claim-{claim.pk}"
    assert reverse("claim_undo", args=[claim.pk]) in page(client, office, project)
    client.post(reverse("claim_undo", args=[claim.pk]))
    claim.refresh_from_db()
    assert claim.state == "submitted"


def test_a_reason_is_asked_for_and_what_was_picked_stays(client, project, office, claim):
    client.force_login(office)
    answer = press(client, claim, "not-adopt").content.decode()
    assert "请选一条常用意见，或写明原因" in answer
    press(client, claim, "not-adopt", phrase="项目内容有调整", opinion="改在明年")
    claim.refresh_from_db()
    assert (claim.state, claim.end_reason) == ("not_adopted", "项目内容有调整；改在明年")


def test_staff_complete_on_behalf_only_with_a_basis(client, office, claim):
    confirm_claim(claim, by=office)
    client.force_login(office)
    press(client, claim, "complete")
    claim.refresh_from_db()
    assert claim.state == "confirmed"
    press(client, claim, "complete", basis="电话")
    claim.refresh_from_db()
    assert claim.state == "completed"


def test_a_verb_out_of_turn_is_refused_in_words(client, office, claim):
    client.force_login(office)
    assert "当前状态是“待确认”，不能办结" in press(client, claim, "close").content.decode()


def test_a_liaison_may_not_confirm(client, liaison, claim):
    client.force_login(liaison)
    assert press(client, claim, "confirm").status_code == 403


def test_an_offer_is_taken_up_with_one_press(client, project, unit, liaison, office):
    offer = offer_renewal(project, unit=unit, by=office)
    assert "确认续认领" in page(client, liaison, project)
    client.post(reverse("claim_renew", args=[offer.pk]))
    offer.refresh_from_db()
    assert (offer.state, offer.kind) == ("submitted", "renewal")


def test_staff_take_an_offer_up_for_the_unit_and_say_on_what_basis(client, project, unit, office):
    renew = reverse("claim_renew", args=[offer_renewal(project, unit=unit, by=office).pk])
    assert renew in page(client, office, project)
    assert "代办依据" in client.get(renew).content.decode()
    assert client.post(renew).status_code == 200
    client.post(renew, {"basis": "电话"})
    taken = Step.objects.latest("id")
    assert (taken.verb, taken.by, taken.for_unit, taken.basis) == ("claim", office, unit, "电话")


def test_staff_offer_a_renewal_and_hear_when_they_cannot(client, project, unit, office):
    client.force_login(office)
    client.post(reverse("project_offer", args=[project.pk]), {"unit": unit.pk, "part": "lead"})
    assert Claim.objects.get().state == "offered"
    other = make.member("区税务局")
    sent = {"unit": other.pk, "part": "lead"}
    answer = client.post(reverse("project_offer", args=[project.pk]), sent).content.decode()
    assert "牵头单位" in answer


def test_staff_keep_a_draft_for_named_units(client, village, unit, office):
    draft = make.DraftProjectFactory(unit=village)
    assert "设置优先单位" in page(client, office, draft)
    sent = {"units": [unit.pk], "until": "2099-01-01T12:00"}
    client.post(reverse("project_reserve", args=[draft.pk]), sent)
    assert list(draft.reserved_for.all()) == [unit]


@pytest.mark.usefixtures("in_the_year")
def test_records_count_once_against_the_target(client, project, unit, liaison, office, claim):
    confirm_claim(claim, by=office)
    Target.objects.create(project=project, measure="安装路灯", quantity=32, unit_of_measure="盏")
    record_work([claim], Account(dt.date(2026, 10, 21), "全线亮灯", figures={"pieces": 32}), by=liaison)
    seen = page(client, liaison, project)
    assert "达到" in seen
    assert "全线亮灯" in seen


def test_how_it_was_is_private_to_the_office(client, project, village, liaison, office, claim):
    confirm_claim(claim, by=office)
    hood = make.liaison_of(village)
    confirm_facts(claim, neighbourhood=village, by=hood, done=True, rating=2, comment="灯太暗")
    assert "灯太暗" in page(client, office, project)
    assert "灯太暗" not in page(client, liaison, project)


def test_the_note_for_ones_superior_prints_the_project(client, project, liaison):
    client.force_login(liaison)
    answer = client.get(reverse("project_note", args=[project.pk])).content.decode()
    assert "认领请示单" in answer
    assert "区财政局领导" in answer


def test_a_draft_is_not_there_for_other_units(client, village, liaison):
    draft = make.DraftProjectFactory(unit=village)
    client.force_login(liaison)
    assert client.get(reverse("project", args=[draft.pk])).status_code == 404


def test_a_claims_address_leads_to_its_line(client, project, liaison, claim):
    client.force_login(liaison)
    answer = client.get(reverse("claim", args=[claim.pk]))
    assert answer["Location"] == f"/projects/{project.pk}/#claim-{claim.pk}"


def test_my_claims_show_state_due_day_and_next_verb(client, project, liaison, office, claim):
    confirm_claim(claim, by=office)
    project.due_on = dt.date(2026, 1, 1)
    project.save(update_fields=["due_on"])
    client.force_login(liaison)
    seen = client.get(reverse("claims")).content.decode()
    assert "领办中" in seen
    assert "逾期" in seen
    assert "去办理" in seen


def test_to_dos_of_both_sides(client, project, unit, liaison, office, claim):
    client.force_login(office)
    assert "1 项认领等您确认" in client.get("/").content.decode()
    confirm_claim(claim, by=office)
    complete_claim(claim, by=liaison)
    assert "1 项认领等您办结" in client.get("/").content.decode()


def test_the_queue_confirms_and_closes(client, liaison, office, claim):
    client.force_login(office)
    opened = client.get(f"{reverse('queue')}?open=claims:{claim.pk}").content.decode()
    assert "路灯 32 盏" in opened
    client.post(reverse("queue"), {"one": f"claims:{claim.pk}", "verb": "approve"})
    complete_claim(claim, by=liaison)
    assert "还没有共建纪实" in client.get(f"{reverse('queue')}?open=claims:{claim.pk}").content.decode()
    sent = {"ids": [f"claims:{claim.pk}"], "verb": "approve"}
    answer = client.post(reverse("queue"), sent, follow=True).content.decode()
    claim.refresh_from_db()
    assert (claim.state, "办理时：还没有共建纪实" in answer) == ("closed", True)


def test_closing_shows_what_is_missing_first_and_is_not_stopped_by_it(client, liaison, office, claim):
    confirm_claim(claim, by=office)
    complete_claim(claim, by=liaison)
    client.force_login(office)
    asked = client.get(reverse("claim_verb", args=[claim.pk, "close"])).content.decode()
    assert "还没有共建纪实" in asked
    press(client, claim, "close", opinion="现场看过")
    claim.refresh_from_db()
    assert claim.state == "closed"


@pytest.mark.parametrize("name", ["project", "claims"])
def test_a_page_costs_the_same_for_one_claim_and_for_three(client, village, liaison, unit, office, name):
    def cost(project):
        client.force_login(liaison)
        with CaptureQueriesContext(connection) as queries:
            assert (
                client.get(reverse(name, args=[project.pk] if name == "project" else [])).status_code == 200
            )
        return len(queries)

    projects = make.ProjectFactory.create_batch(3, unit=village, capacity=None)
    claim_project(projects[0], unit=unit, by=liaison)
    one = cost(projects[0])
    for project in projects[1:]:
        claim_project(project, unit=unit, by=liaison)
    for other in (make.member("区税务局"), make.member("区教育局")):
        claim_project(projects[0], unit=other, by=make.liaison_of(other))
    assert cost(projects[0]) == one
