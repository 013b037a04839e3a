"""Pages of pairings: what each shows to whom, what stays typed, how many queries it takes."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliances.models import Commitment, Pairing
from alliances.pairing.badges import badge_of
from tests import factories as make
from tests.alliances.pairing.world import a_world, draft, shown, standing, visited

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def office(client, world):
    client.force_login(world.staff)
    return client


def form_of(world, **changed):
    said = {"host": world.village.pk, "partner": world.finance.pk, "terms": "党课、助学"}
    rows = {f"commitment-{name}_FORMS": number for name, number in (("TOTAL", 3), ("INITIAL", 0))}
    return said | rows | changed


def promised(at=0, **changed):
    said = {"what": "共同活动", "by_side": "both", "measure": "events", "quantity": "4"} | changed
    return {f"commitment-{at}-{name}": value for name, value in said.items()}


def test_the_office_drafts_with_commitments(office, world):
    page = shown(office, f"/programmes/{world.programme.pk}/draft/", **form_of(world, **promised()))
    made = Pairing.objects.get()
    assert (made.terms, [str(row) for row in made.commitments.all()]) == ("党课、助学", ["共同活动 4 场次"])
    assert "已草拟" in page
    assert "共同活动 4 场次" in page


def test_a_misfit_is_warned_of_and_drafted_all_the_same(office, world):
    page = shown(office, f"/programmes/{world.programme.pk}/draft/", **form_of(world, mode="villages"))
    assert Pairing.objects.get().mode == "villages"
    assert "请核对结对类型" in page


def test_what_was_typed_stays_when_a_row_is_not_right(office, world):
    sent = form_of(world, **promised(quantity=""))
    page = shown(office, f"/programmes/{world.programme.pk}/draft/", **sent)
    assert not Pairing.objects.exists()
    assert "计量和大于 0 的数量要一起填" in page
    assert "党课、助学" in page
    assert 'value="共同活动"' in page


def test_the_second_draft_of_the_same_two_leads_to_the_first(office, world):
    first = draft(world)
    page = shown(office, f"/programmes/{world.programme.pk}/draft/", **form_of(world))
    assert Pairing.objects.count() == 1
    assert f'href="/pairings/{first.pk}/"' in page
    assert "已有草拟的结对" in page


def test_a_side_drafts_for_itself_only(client, world):
    client.force_login(world.other)
    address = f"/programmes/{world.programme.pk}/draft/"
    page = shown(client, address, **form_of(world, partner=world.tax.pk))
    assert "请选择本单位作为其中一方" in page
    assert not Pairing.objects.exists()
    shown(client, address, **form_of(world))
    assert Pairing.objects.get().drafted_for == world.finance


def test_a_draft_is_changed_unless_somebody_else_was_quicker(office, world):
    found = draft(world)
    make.CommitmentFactory(pairing=found)
    days = {"mode": "stationed", "from_on": "2026-01-01", "until_on": "2026-12-31", "terms": "助学"}
    rows = {"commitment-TOTAL_FORMS": 4, "commitment-INITIAL_FORMS": 1}
    sent = days | rows | promised(quantity="6") | {"version": found.version}
    shown(office, f"/pairings/{found.pk}/change/", **sent)
    assert [str(row) for row in Commitment.objects.all()] == ["共同活动 6 场次"]
    page = shown(office, f"/pairings/{found.pk}/change/", **sent | {"terms": "旧的"})
    found.refresh_from_db()
    assert found.terms == "助学"
    assert "旧的" in page


def test_proposed_agreed_by_both_and_filed_each_in_one_press(client, world):
    found = draft(world)
    client.force_login(world.staff)
    shown(client, f"/pairings/{found.pk}/do/propose/", x=1)
    for secretary, side in ((world.secretary, "host"), (world.other, "partner")):
        client.force_login(secretary)
        assert "等您同意" in shown(client, "/pairings/")
        assert f'name="side" value="{side}"' in shown(client, f"/pairings/{found.pk}/")
        shown(client, f"/pairings/{found.pk}/do/agree/", side=side)
    client.force_login(world.staff)
    page = shown(client, f"/pairings/{found.pk}/do/file/", opinion="")
    found.refresh_from_db()
    assert found.state == "filed"
    assert client.session["undo"]["url"] == f"/pairings/{found.pk}/undo/"
    assert "已备案" in page
    shown(client, f"/pairings/{found.pk}/undo/", x=1)
    found.refresh_from_db()
    assert found.state == "agreed"


def test_a_liaison_is_told_that_the_secretary_agrees(client, world):
    found = standing(world, "proposed")
    client.force_login(make.liaison_of(world.village))
    page = shown(client, f"/pairings/{found.pk}/")
    assert "须由书记同意：五龙村、区财政局" in page
    assert client.get(f"/pairings/{found.pk}/do/agree/").status_code == 403


def test_staff_agree_for_a_side_with_a_basis(office, world):
    found = standing(world, "proposed")
    address = f"/pairings/{found.pk}/do/agree/"
    assert "须注明依据" in shown(office, address, side="host", basis="")
    shown(office, address, side="host", basis="纸质")
    found.refresh_from_db()
    assert found.agreed_by("host")


def test_neither_side_files(client, world):
    found = standing(world, "agreed")
    client.force_login(world.secretary)
    assert client.post(f"/pairings/{found.pk}/do/file/").status_code == 403
    found.refresh_from_db()
    assert found.state == "agreed"


def test_declining_needs_a_reason_which_both_sides_see(client, world):
    found = standing(world, "proposed")
    client.force_login(world.secretary)
    shown(client, f"/pairings/{found.pk}/do/decline/", side="host", reason="")
    found.refresh_from_db()
    assert found.state == "proposed"
    shown(client, f"/pairings/{found.pk}/do/decline/", side="host", reason="离得太远")
    found.refresh_from_db()
    assert (found.state, found.end_reason) == ("declined", "离得太远")
    client.force_login(world.other)
    assert "离得太远" in shown(client, f"/pairings/{found.pk}/")


def test_renewing_opens_the_draft_of_the_next_term(office, world):
    found = make.filed_pairing(
        programme=world.programme, host=world.village, partner=world.finance, commitments=[{"quantity": 4}]
    )
    page = shown(office, f"/pairings/{found.pk}/do/renew/", programme="")
    after = Pairing.objects.get(renews=found)
    assert "续签自" in page
    assert f"/pairings/{after.pk}/" in page
    assert "由它续签" in shown(office, f"/pairings/{found.pk}/")


def test_others_of_the_street_see_that_it_exists_and_no_more(client, world):
    found = make.filed_pairing(
        programme=world.programme, host=world.village, partner=world.finance, terms="每月一次党课"
    )
    client.force_login(make.liaison_of(world.tax))
    page = shown(client, f"/pairings/{found.pk}/")
    assert "区财政局" in page
    assert found.number in page
    assert "每月一次党课" not in page
    assert "流转记录" not in page
    assert client.get(f"/pairings/{found.pk}/record/").status_code == 403


def test_others_do_not_find_a_draft(client, world):
    found = draft(world)
    client.force_login(make.liaison_of(world.tax))
    assert client.get(f"/pairings/{found.pk}/").status_code == 404


def test_mine_shows_what_runs_with_its_progress_and_what_is_over(client, world, running):
    make.in_state(draft(world, from_on=dt.date(2025, 1, 1), until_on=dt.date(2025, 12, 31)), "expired")
    client.force_login(world.other)
    visited(client, running)
    page = shown(client, "/pairings/")
    assert "党课 4 场次" in page
    assert "已结束" in page
    assert "我的结对" in page
    assert "?all=1" in page


def test_mine_takes_the_same_queries_for_more_pairings(client, world, running):
    client.force_login(world.secretary)
    counted = queries_of(client, "/pairings/")
    for _ in range(3):
        make.filed_pairing(programme=world.programme, host=world.village, commitments=[{"what": "党课"}])
    assert queries_of(client, "/pairings/") == counted


def test_the_list_takes_the_same_queries_for_more_pairings(office, world, running):
    counted = queries_of(office, "/pairings/")
    for _ in range(3):
        make.filed_pairing(programme=world.programme, host=world.village)
    assert queries_of(office, "/pairings/") == counted


def queries_of(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("search=五龙", 1),
        ("search=财政", 1),
        ("search=朱泾-结", 1),
        ("search=税务", 0),
        ("state=in_force", 1),
        ("state=drafted", 0),
        ("unit={village}", 1),
        ("unit={tax}", 0),
    ],
)
def test_the_list_is_asked_by_words_state_and_unit(office, world, running, asked, found):
    asked = asked.format(village=world.village.pk, tax=world.tax.pk)
    page = office.get(f"/pairings/?{asked}").content.decode()
    assert (f'href="/pairings/{running.pk}/"' in page) == bool(found)


def test_a_verb_there_is_not_is_not_found(office, running):
    assert office.get(f"/pairings/{running.pk}/do/praise/").status_code == 404


def test_a_filed_pairing_is_not_filed_again(office, running):
    answer = office.get(f"/pairings/{running.pk}/do/file/")
    assert (answer.status_code, "不能备案" in answer.content.decode()) == (409, True)


def test_one_whose_term_is_over_is_shown_as_over_before_the_job_says_so(running):
    assert badge_of(running, dt.date(2027, 1, 1)) == ("已到期", "plain")
