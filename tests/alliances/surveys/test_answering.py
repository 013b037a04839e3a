"""One link, one answer; and nothing that leads from the one to the other."""

import datetime as dt

import pytest
import time_machine
from django.db import connection, connections, transaction
from django.utils import timezone

from alliances.surveys import actions
from alliances.surveys.actions.answering import Said
from alliances.surveys.models import AnswerLink, Tally
from portal.audit.models import AuditEntry
from tests import factories as make
from tests.alliances.assessment.world import refused
from tests.racing import race

pytestmark = pytest.mark.django_db


def said(survey, *choices, remark=""):
    return {pk: Said(choices, remark) for pk in survey.subjects.values_list("pk", flat=True)}


def test_an_answer_is_counted_about_each_subject_and_the_link_is_used_up():
    units = [make.EnrolmentFactory().unit for _ in range(2)]
    survey = make.opened_survey(*units, questions=["态度", "成效"])
    (token,) = make.links_of(survey, 1)
    actions.answer(token, said(survey, 0, 3, remark="  路灯亮了 "))
    rows = Tally.objects.values_list("ballots", "counts", "remarks")
    assert list(rows) == [(1, [[1, 0, 0, 0, 0], [0, 0, 0, 1, 0]], ["路灯亮了"])] * 2
    assert refused(lambda: actions.answer(token, said(survey, 0, 0))) == "used"


def test_a_link_answers_for_its_own_side_only():
    survey = make.opened_survey(sides=[("党员", 40), ("群众", 60)])
    first, second = survey.sides.order_by("ordinal")
    make.answered(survey, [0], second)
    assert [Tally.objects.get(side=side).ballots for side in (first, second)] == [0, 1]


def test_remarks_stand_in_the_order_of_the_alphabet():
    survey = make.opened_survey()
    make.answered(survey, [0], remark="b")
    make.answered(survey, [0], remark="a")
    assert Tally.objects.get().remarks == ["a", "b"]


@pytest.mark.parametrize("choices", [(4,), (-1,), (), (0, 0)])
def test_a_tampered_answer_is_refused_and_the_link_stays_good(choices):
    survey = make.opened_survey()
    (token,) = make.links_of(survey, 1)
    assert refused(lambda: actions.answer(token, said(survey, *choices))) == "bad_answer"
    assert AnswerLink.objects.get().is_used is False


def test_an_answer_about_somebody_else_is_refused():
    survey, other = make.opened_survey(), make.opened_survey()
    (token,) = make.links_of(survey, 1)
    assert refused(lambda: actions.answer(token, said(other, 0))) == "bad_answer"


def test_an_unknown_and_a_revoked_link_are_told_alike():
    survey = make.opened_survey()
    batch, (token,) = actions.make_links(survey, survey.sides.get(), survey.subjects.all(), 1, by=None)
    actions.revoke_batch(batch, by=None)
    assert refused(lambda: actions.link_of(token)) == "unknown_link"
    assert refused(lambda: actions.link_of("nothing")) == "unknown_link"


def test_revoking_twice_keeps_the_first_moment():
    survey = make.opened_survey()
    batch, _ = actions.make_links(survey, survey.sides.get(), survey.subjects.all(), 1, by=None)
    first = actions.revoke_batch(batch, by=None).revoked_at
    assert actions.revoke_batch(batch, by=None).revoked_at == first


@pytest.mark.parametrize(("days", "code"), [(-2, "not_open_yet"), (2, "closed")])
def test_a_link_answers_on_the_days_of_its_survey(days, code):
    survey = make.opened_survey()
    (token,) = make.links_of(survey, 1)
    with time_machine.travel(timezone.now() + dt.timedelta(days=days)):
        assert refused(lambda: actions.link_of(token)) == code


def test_a_closed_survey_takes_no_answer():
    survey = make.opened_survey()
    (token,) = make.links_of(survey, 1)
    actions.close_survey(survey, by=None)
    assert refused(lambda: actions.answer(token, said(survey, 0))) == "closed"


def test_the_audit_says_nothing_of_answering():
    survey = make.opened_survey()
    (token,) = make.links_of(survey, 1)
    before = AuditEntry.objects.count()
    actions.answer(token, said(survey, 0))
    assert AuditEntry.objects.count() == before
    kept = AuditEntry.objects.filter(table_name="alliances_answerlink").latest("id").after
    assert kept.keys() == {"id", "batch_id"}
    assert not AuditEntry.objects.filter(table_name="alliances_tally").exists()


def test_the_last_transaction_that_touched_a_tally_tells_no_choice():
    """Its row is one for all choices, so that its version is told by no choice."""
    survey = make.opened_survey()
    make.answered(survey, [0, 1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT xmin::text) FROM alliances_tally")
        assert cursor.fetchone() == (1, 1)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_same_link_at_once_gives_one_answer():
    make.first_kinds()
    survey = make.opened_survey()
    (token,) = make.links_of(survey, 1)
    answers = race([lambda: actions.answer(token, said(survey, 0))] * 2)
    assert sorted(answers, key=str) == [None, "used"]
    assert Tally.objects.get().ballots == 1


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_control_who_looks_before_it_leaps_answers_twice():
    """Without the condition in the update, and without the database's own word, both would count."""
    make.first_kinds()
    survey = make.opened_survey()
    make.links_of(survey, 1)
    link = AnswerLink.objects.get()

    def leap():
        with transaction.atomic():
            return AnswerLink.objects.filter(pk=link.pk).update(is_used=True)

    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE alliances_answerlink DISABLE TRIGGER used_once")
        try:
            assert race([leap] * 2) == [1, 1]
        finally:
            cursor.execute("ALTER TABLE alliances_answerlink ENABLE TRIGGER used_once")


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_many_answer_at_once_and_each_is_counted():
    make.first_kinds()
    survey = make.opened_survey()
    tokens = make.links_of(survey, 6)
    race([lambda token=token: actions.answer(token, said(survey, 1)) for token in tokens])
    assert Tally.objects.values_list("ballots", "counts").get() == (6, [[0, 6, 0, 0, 0]])
