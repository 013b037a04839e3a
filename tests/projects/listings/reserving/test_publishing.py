"""两阶段认领: publishing fills the reservation from pairings, once, and undoing gives it back."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.models import Pairing
from portal.inbox.models import Notice
from portal.outbox.models import Outbox
from portal.refusals import Refusal
from portal.workflow.models import Step
from projects.claims.actions import claim_project, offer_renewal
from projects.listings.actions import decide_many, publish, reserve, undo_last
from projects.listings.models import Preferred, Project
from projects.listings.publishing import PairedFirst
from tests import factories as make

pytestmark = pytest.mark.django_db
AT_SIX = dt.datetime(2026, 11, 23, 18, tzinfo=timezone.get_default_timezone())


def code_of(call, **arguments) -> str:
    with pytest.raises(Refusal) as refused:
        call(**arguments)
    return refused.value.code


def first_in(project: Project) -> tuple[dt.datetime | None, list[tuple[str, int | None]]]:
    project.refresh_from_db()
    rows = project.preferences.order_by("pk").values_list("unit__name", "pairing")
    return project.reserved_until, list(rows)


def test_the_paired_unit_claims_first_then_everybody(draft, paired, unit, office) -> None:
    publish(draft, by=office)
    assert first_in(draft) == (AT_SIX, [("区财政局", paired.pk)])
    other = make.member("区税务局")
    assert code_of(claim_project, project=draft, unit=other, by=make.liaison_of(other)) == "reserved"
    assert claim_project(draft, unit=unit, by=make.liaison_of(unit)).state == "submitted"


def test_the_hall_opens_to_all_when_the_time_is_over(draft, paired, office, time_machine) -> None:
    publish(draft, by=office)
    time_machine.move_to(AT_SIX)
    other = make.member("区税务局")
    assert claim_project(draft, unit=other, by=make.liaison_of(other)).state == "submitted"


def test_without_pairings_nothing_is_reserved(draft, office) -> None:
    publish(draft, by=office)
    assert first_in(draft) == (None, [])


def test_a_street_may_do_without(draft, paired, office) -> None:
    make.OfficePolicyFactory(region=make.street(), paired_days=0)
    publish(draft, by=office)
    assert first_in(draft) == (None, [])


def test_the_office_chooses_whom_and_for_how_long(draft, paired, village, office) -> None:
    second = make.filed_pairing(host=village, partner=make.member("区税务局"))
    publish(draft, by=office, paired=PairedFirst(frozenset([second.partner_id]), 5))
    assert first_in(draft) == (AT_SIX + dt.timedelta(days=2), [("区税务局", second.pk)])


@pytest.mark.parametrize("chosen", [PairedFirst(frozenset()), PairedFirst(days=0)])
def test_or_nobody(draft, paired, office, chosen) -> None:
    publish(draft, by=office, paired=chosen)
    assert first_in(draft) == (None, [])


def test_a_unit_that_is_not_paired_cannot_be_chosen(draft, paired, office) -> None:
    paired_first = PairedFirst(frozenset([paired.partner_id, make.member("区税务局").pk]))
    assert code_of(publish, listing=draft, by=office, paired=paired_first) == "not_paired"
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.parametrize("days", [-1, 91])
def test_days_beyond_a_quarter_are_refused(draft, paired, office, days) -> None:
    assert code_of(publish, listing=draft, by=office, paired=PairedFirst(days=days)) == "odd_days"


def test_what_staff_reserved_stays_as_they_set_it(draft, paired, office) -> None:
    until, named = AT_SIX + dt.timedelta(days=9), make.member("区税务局")
    reserve(draft, units=[named], until=until, by=office)
    publish(draft, by=office)
    assert first_in(draft) == (until, [("区税务局", None)])


def test_a_later_pairing_changes_nothing(draft, paired, village, office) -> None:
    publish(draft, by=office)
    make.filed_pairing(host=village, partner=make.member("区税务局"))
    Pairing.objects.filter(pk=paired.pk).update(state="terminated", ended_on=None, end_reason="不再需要")
    assert first_in(draft) == (AT_SIX, [("区财政局", paired.pk)])


def test_the_step_and_the_publishers_notice_say_it(draft, paired, village, office) -> None:
    answers_for_village = make.liaison_of(village)
    publish(draft, by=office, opinion="同意")
    words = "结对单位优先认领至 11月23日 18:00：区财政局"
    assert Step.objects.about(draft).get(verb="publish").opinion == f"同意；{words}"
    told = Outbox.objects.get(payload__user_ids=[answers_for_village.pk])
    assert told.payload["notice"]["body"] == words


def test_the_paired_units_people_are_told_when_it_can_no_longer_be_undone(
    draft, paired, unit, office
) -> None:
    liaison = make.liaison_of(unit)
    publish(draft, by=office)
    told = Outbox.objects.get(payload__user_ids=[liaison.pk])
    assert told.payload["notice"]["title"] == "可优先认领：五龙村亮灯项目"
    assert "优先认领至 11月23日 18:00" in told.payload["notice"]["body"]
    assert told.due_at - timezone.now() > dt.timedelta(minutes=9)
    assert Notice.objects.count() == 0


def test_undoing_the_publishing_takes_all_of_it_back(draft, paired, unit, office) -> None:
    make.liaison_of(unit)
    publish(draft, by=office)
    undo_last(draft, by=office)
    assert (first_in(draft), Outbox.objects.count()) == ((None, []), 0)
    publish(draft, by=office)
    assert first_in(draft) == (AT_SIX, [("区财政局", paired.pk)])


def test_undoing_leaves_what_staff_had_reserved(draft, paired, office) -> None:
    reserve(draft, units=[make.member("区税务局")], until=AT_SIX, by=office)
    publish(draft, by=office)
    undo_last(draft, by=office)
    assert first_in(draft) == (AT_SIX, [("区税务局", None)])


def test_publishing_twice_reserves_once(draft, paired, office) -> None:
    publish(draft, by=office)
    assert code_of(publish, listing=draft, by=office) == "wrong_state"
    assert Preferred.objects.count() == 1


def test_many_are_published_with_days_of_their_own(draft, paired, village, office) -> None:
    second = make.DraftProjectFactory(unit=village)
    decide_many(Project, [draft.pk, second.pk], verb="publish", by=office, paired=PairedFirst(days=1))
    ends = {first_in(each)[0] for each in (draft, second)}
    assert ends == {AT_SIX - dt.timedelta(days=2)}


def test_an_offered_renewal_is_taken_up_while_others_are_first(draft, paired, office) -> None:
    """Its place is held for it: the paired units are first in the places that are left."""
    publish(draft, by=office)
    last_years = make.member("区税务局")
    offer_renewal(draft, unit=last_years, by=office)
    assert claim_project(draft, unit=last_years, by=make.liaison_of(last_years)).state == "submitted"
