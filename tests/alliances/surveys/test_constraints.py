"""What the database holds of surveys, whoever writes: each by its name."""

import datetime as dt

import pytest

from alliances.surveys.models import (
    AnswerLink,
    JudgingSide,
    LinkBatch,
    Question,
    Survey,
    SurveySubject,
    Tally,
)
from tests import factories as make
from tests.alliances.pairing.test_constraints import changed, held

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafted():
    return make.survey_about()


@pytest.fixture
def opened():
    return make.opened_survey()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "loved"}, "survey_state_known"),
        ({"kind": "poll"}, "survey_kind_known"),
        ({"until_on": dt.date(2020, 1, 1)}, "survey_ends_after_start"),
        ({"choices": ["满意"], "points": [100]}, "survey_choices_have_points"),
        ({"choices": list("一二三四五六"), "points": [0] * 6}, "survey_choices_have_points"),
        ({"points": [100]}, "survey_choices_have_points"),
    ],
)
def test_a_survey_has_terms_that_can_be(values, name):
    assert held(lambda: make.SurveyFactory(**values)) == name


def test_each_part_of_a_draft_is_there_once(drafted):
    unit = drafted.subjects.get().unit
    about = {"survey": drafted, "ordinal": 1}
    assert held(lambda: Question.objects.create(**about, text="又")) == "question_ordinal_once"
    assert held(lambda: JudgingSide.objects.create(**about, name="又", weight=1)) == "side_ordinal_once"
    again = {"survey": drafted, "ordinal": 2, "name": "群众"}
    assert held(lambda: JudgingSide.objects.create(**again, weight=1)) == "side_name_once"
    assert held(lambda: SurveySubject.objects.create(survey=drafted, unit=unit)) == "survey_subject_once"


@pytest.mark.parametrize("weight", [0, 101])
def test_a_side_weighs_from_one_to_a_hundred(drafted, weight):
    assert held(changed(drafted.sides.get(), weight=weight)) == "side_weight_in_range"


def test_a_subject_is_a_unit_or_a_party_organisation(drafted):
    branch = make.PartyOrgFactory()
    assert held(changed(drafted.subjects.get(), party_org=branch)) == "survey_subject_is_one"
    assert held(changed(drafted.subjects.get(), unit=None)) == "survey_subject_is_one"


@pytest.mark.parametrize("values", [{"title": "别的"}, {"state": "drafted"}, {"points": [0, 0, 0, 0]}])
def test_an_open_survey_is_frozen(opened, values):
    assert held(changed(opened, **values)) == "survey_frozen"


def test_an_open_survey_can_end_sooner_and_not_later(opened):
    assert changed(opened, until_on=opened.from_on)() == 1
    assert held(changed(opened, until_on=opened.until_on)) == "survey_frozen"


def test_what_an_open_survey_asks_of_whom_is_frozen(opened):
    parts = (opened.questions.get(), opened.sides.get(), opened.subjects.get())
    for part in parts:
        assert held(type(part).objects.filter(pk=part.pk).delete) == "survey_frozen"
    assert held(changed(parts[0], text="别的")) == "survey_frozen"
    assert held(changed(parts[1], weight=1)) == "survey_frozen"
    assert held(lambda: Question.objects.create(survey=opened, ordinal=2, text="又")) == "survey_frozen"


def test_a_question_moves_to_no_other_survey(drafted):
    other = make.survey_about(questions=[])
    assert held(changed(drafted.questions.get(), survey=other)) == "survey_frozen"


@pytest.mark.parametrize("size", [0, 2001])
def test_a_batch_has_so_many_links(opened, size):
    make.links_of(opened, 1)
    assert held(changed(LinkBatch.objects.get(), size=size)) == "link_batch_size_in_range"


def test_a_token_is_good_for_one_link(opened):
    make.links_of(opened, 2)
    first, second = AnswerLink.objects.all()
    assert held(changed(first, digest=second.digest)) == "answer_link_once"


def test_a_used_link_stays_used(opened):
    make.answered(opened, [0])
    assert held(changed(AnswerLink.objects.get(), is_used=False)) == "link_used_once"


def test_a_tally_is_there_once(opened):
    row = Tally.objects.get()
    again = {"subject": row.subject, "side": row.side, "counts": row.counts}
    assert held(lambda: Tally.objects.create(**again)) == "tally_once"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"ballots": 2, "counts": [[2, 0, 0, 0, 0]]}, "tally_grows"),
        ({"ballots": 0, "remarks": []}, "tally_grows"),
        ({"ballots": 1}, "tally_adds_up"),
        ({"ballots": 1, "counts": [[2, 0, 0, 0, 0]]}, "tally_adds_up"),
        ({"ballots": 1, "counts": [[1, 0, 0, 0, 0]], "remarks": ["一", "二"]}, "tally_grows"),
    ],
)
def test_a_tally_grows_by_one_whole_answer(opened, values, name):
    assert held(changed(Tally.objects.get(), **values)) == name


def test_a_tally_keeps_what_it_has(opened):
    make.answered(opened, [0], remark="好")
    row = Tally.objects.get()
    moved = {"ballots": 2, "counts": [[0, 2, 0, 0, 0]], "remarks": ["好"]}
    assert held(changed(row, **moved)) == "tally_grows"
    assert held(changed(row, ballots=2, counts=[[2, 0, 0, 0, 0]], remarks=["坏"])) == "tally_grows"
    assert held(row.delete) == "tally_stays"


def test_a_tally_stands_still_when_its_survey_is_closed():
    make.closed_survey()
    assert held(changed(Tally.objects.get(), ballots=6, counts=[[3, 2, 1, 0, 0]])) == "tally_while_open"


def test_a_survey_that_was_opened_is_not_deleted(opened):
    assert held(Survey.objects.filter(pk=opened.pk).delete) == "survey_frozen"
