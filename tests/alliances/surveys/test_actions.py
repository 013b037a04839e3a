"""Drafted, opened, closed; links for the office alone."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.surveys import actions
from alliances.surveys.actions.drafting import Parts
from alliances.surveys.defaults import DEFAULTS
from alliances.surveys.models import AnswerLink, Tally
from alliances.surveys.planning import mean
from portal.audit.models import AuditEntry
from portal.refusals import Forbidden
from portal.workflow.models import Step
from tests import factories as make
from tests.alliances.assessment.world import refused
from tests.racing import race

pytestmark = pytest.mark.django_db


def test_a_survey_goes_its_way_in_steps():
    survey = make.closed_survey()
    assert [step.label for step in Step.objects.about(survey).order_by("id")] == [
        "拟订",
        "开始测评",
        "结束测评",
    ]


@pytest.mark.parametrize("kind", list(DEFAULTS))
def test_every_kind_has_a_scale_that_can_be_reckoned_with(kind):
    survey = make.opened_survey(kind=kind, questions=DEFAULTS[kind].questions)
    assert mean(survey.points, [5] + [0] * (len(survey.points) - 1)) == 100
    assert survey.sides.count() == {"four_sides": 4}.get(kind, 1)


@pytest.mark.parametrize(
    "terms",
    [
        {"questions": []},
        {"party_orgs": []},
        {"until_on": dt.date(2026, 1, 2), "from_on": dt.date(2026, 1, 1)},
    ],
)
def test_what_lacks_something_is_not_opened(terms):
    assert refused(lambda: make.opened_survey(**terms)) == "not_ready"


def test_a_unit_of_another_street_is_not_judged():
    away = make.street("枫泾镇", "310116102")
    assert refused(lambda: make.survey_about(make.member("枫泾中学", away))) == "subject_elsewhere"


def test_a_party_organisation_of_another_street_is_not_judged():
    branch = make.PartyOrgFactory(region=make.street("枫泾镇", "310116102"))
    assert refused(lambda: make.survey_about(party_orgs=[branch])) == "subject_elsewhere"


def test_who_is_named_twice_is_judged_once():
    unit = make.member("区财政局")
    assert make.survey_about(unit, unit).subjects.count() == 1


def test_there_are_at_most_ten_sides():
    sides = [(f"评议方{n}", 1) for n in range(11)]
    assert refused(lambda: make.survey_about(sides=sides)) == "bad_sides"


def test_what_is_open_is_neither_changed_nor_opened_again():
    survey = make.opened_survey()
    assert refused(lambda: actions.change_survey(survey, Parts(), by=None)) == "wrong_state"
    assert refused(lambda: actions.open_survey(survey, by=None)) == "wrong_state"


def test_closed_early_today_was_the_last_day():
    assert make.closed_survey().until_on == timezone.localdate()


def test_closed_before_it_began_it_ends_on_its_first_day():
    first = timezone.localdate() + dt.timedelta(days=3)
    survey = make.opened_survey(from_on=first, until_on=first + dt.timedelta(days=9))
    assert actions.close_survey(survey, by=None).until_on == first


def test_closed_late_its_last_day_stays():
    survey = make.opened_survey()
    type(survey).objects.filter(pk=survey.pk).update(until_on=survey.from_on)
    assert actions.close_survey(survey, by=None).until_on == survey.from_on


def test_only_those_who_handle_the_street_act():
    survey, going = make.survey_about(), make.opened_survey()
    stranger = make.staff_of(make.street("枫泾镇", "310116102"))
    side, subjects = going.sides.get(), going.subjects.all()
    for act in (
        lambda: actions.open_survey(survey, by=stranger),
        lambda: actions.close_survey(going, by=stranger),
        lambda: actions.make_links(going, side, subjects, 1, by=stranger),
    ):
        with pytest.raises(Forbidden):
            act()


def test_links_are_for_a_side_and_subjects_of_the_survey():
    survey, other = make.opened_survey(), make.opened_survey()
    side, subjects = survey.sides.get(), survey.subjects.all()
    assert refused(lambda: actions.make_links(survey, side, [], 1, by=None)) == "not_of_this_survey"
    assert (
        refused(lambda: actions.make_links(survey, other.sides.get(), subjects, 1, by=None))
        == "not_of_this_survey"
    )
    assert refused(lambda: actions.make_links(survey, side, subjects, 2001, by=None)) == "out_of_range"


def test_no_token_is_kept_and_rows_stand_in_another_order():
    survey = make.opened_survey()
    tokens = make.links_of(survey, 20)
    digests = list(AnswerLink.objects.order_by("pk").values_list("digest", flat=True))
    assert digests == sorted(digests)
    assert not [token for token in tokens if token in str(list(AuditEntry.objects.values()))]


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_closing_and_answering_at_once_lose_no_answer():
    make.first_kinds()
    survey = make.opened_survey()
    tokens = make.links_of(survey, 4)
    subject = survey.subjects.get().pk
    said = {subject: actions.answering.Said([0])}
    answers = [lambda token=token: actions.answer(token, said) for token in tokens]
    done = race([*answers, lambda: actions.close_survey(survey, by=None).state])
    taken = done[:4].count(None)
    assert (done[4], Tally.objects.get().ballots) == ("closed", taken)
    assert AnswerLink.objects.filter(is_used=True).count() == taken
