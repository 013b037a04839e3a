"""The office drafts, opens, prints and closes; whoever holds a link answers without signing in."""

import re

import pytest
from django.urls import reverse

from alliances.surveys import actions
from alliances.surveys.models import AnswerLink, Survey, Tally
from portal.logs import mask_event
from tests import factories as make
from tests.alliances.surveys.world import drafted, filled

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"http://testserver(/ballot/[\w-]+/)")


@pytest.fixture
def unit():
    return make.member("区财政局")


@pytest.fixture
def office(client, unit):
    client.force_login(make.staff_of())
    return client


def page(client, url, **typed):
    answer = client.post(url, typed, follow=True) if typed else client.get(url)
    return answer.status_code, answer.content.decode()


def test_the_office_drafts_with_the_choices_of_its_kind(office, unit):
    office.post(reverse("survey_new"), drafted(make.street(), unit))
    survey = Survey.objects.get()
    assert survey.choices == ["满意", "基本满意", "不满意", "不了解"]
    assert survey.points == [100, 80, 0, None]
    assert [question.text for question in survey.questions.all()] == ["服务态度", "办事成效"]
    assert [(side.name, side.weight) for side in survey.sides.all()] == [("群众", 100)]
    assert [subject.whom for subject in survey.subjects.all()] == [unit]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"until_on": "2025-12-31"}, "截止日期不能早于开始日期，请更正。"),
        ({"choices": "满意 100"}, "选项应有 2 至 5 个，名称各不相同。"),
        (
            {"choices": "满意 100\n不满意"},
            "“不满意”应写成：选项 空格 分值（0 至 100 或“不计”），如：满意 100。",
        ),
        ({"choices": "满意 不计\n不满意 不计"}, "选项的分值应在 0 至 100 之间，至少有一个选项计分。"),
        ({"sides": "党员 0"}, "“党员 0”应写成：名称 空格 权重（1 至 100），如：党员 25。"),
        ({"sides": "党员 1\n党员 2"}, "评议方的名称应各不相同，权重在 1 至 100 之间。"),
        ({"sides": "一" * 21 + " 1"}, "“一一一一一一一一一一…”太长，名称不超过 20 字。"),
        ({"questions": "问" * 121}, "“问问问问问问问问问问…”太长，每个问题不超过 120 字。"),
        ({"questions": "问\n" * 21}, "最多 20 个问题，请合并或删去一些。"),
    ],
)
def test_a_wrong_draft_is_told_and_keeps_what_was_typed(office, unit, typed, sentence):
    status, html = page(office, reverse("survey_new"), **drafted(make.street(), unit, **typed))
    assert (status, sentence in html, "年中满意度" in html) == (200, True, True)
    assert Survey.objects.count() == 0


def test_a_draft_changes_as_a_whole(office, unit):
    survey = make.survey_about(unit)
    typed = drafted(
        make.street(), unit, questions="一个问题", sides="党员 30\n群众 70", version=survey.version
    )
    office.post(reverse("survey_change", args=[survey.pk]), typed)
    survey.refresh_from_db()
    assert (survey.title, survey.version) == ("年中满意度", 2)
    assert [(side.name, side.weight) for side in survey.sides.all()] == [("党员", 30), ("群众", 70)]


def test_the_form_of_a_draft_shows_what_it_has(office, unit):
    survey = make.survey_about(unit, sides=[("党员", 30)])
    _, html = page(office, reverse("survey_change", args=[survey.pk]))
    assert all(words in html for words in ("党员 30", "满意 100", "不了解 不计", "总体评价"))


def test_who_opened_the_form_before_anothers_change_overwrites_nothing(office, unit):
    survey = make.survey_about(unit)
    typed = drafted(make.street(), unit, version=survey.version + 1)
    _, html = page(office, reverse("survey_change", args=[survey.pk]), **typed)
    assert "这条记录在您打开之后已被修改，请刷新后再办。" in html


def test_an_open_survey_is_changed_no_more(office, unit):
    survey = make.opened_survey(unit)
    assert page(office, reverse("survey_change", args=[survey.pk]))[0] == 409


def test_a_survey_without_questions_says_so_and_is_not_opened(office, unit):
    survey = make.survey_about(unit, questions=[])
    assert "还没有问题" in page(office, reverse("survey", args=[survey.pk]))[1]
    office.post(reverse("survey_verb", args=[survey.pk, "open"]))
    survey.refresh_from_db()
    assert survey.state == "drafted"


def test_links_are_shown_once_and_answer_once(office, client, unit):
    survey = make.opened_survey(unit)
    side, subject = survey.sides.get(), survey.subjects.get()
    typed = {
        "side": side.pk,
        "subjects": [subject.pk],
        "size": 2,
        "once": "0b3ad5cc-7a1e-4f8e-9d5e-3a5f0b6f6c11",
    }
    status, html = page(office, reverse("survey_links", args=[survey.pk]), **typed)
    addresses = ADDRESS.findall(html)
    assert (status, len(addresses), html.count("的二维码")) == (200, 2, 2)
    status, again = page(office, reverse("survey_links", args=[survey.pk]), **typed)
    assert ("这批链接已经生成，只显示一次" in again, ADDRESS.findall(again)) == (True, [])
    assert AnswerLink.objects.count() == 2


@pytest.mark.parametrize("size", [0, 2001])
def test_too_few_and_too_many_links_are_refused(office, unit, size):
    survey = make.opened_survey(unit)
    typed = {"side": survey.sides.get().pk, "subjects": [survey.subjects.get().pk], "size": size}
    page(office, reverse("survey_links", args=[survey.pk]), **typed)
    assert AnswerLink.objects.count() == 0


def test_links_are_made_while_a_survey_is_open(office, unit):
    survey = make.survey_about(unit)
    assert page(office, reverse("survey_links", args=[survey.pk]))[0] == 409


def test_whoever_has_a_link_answers_and_is_thanked(client):
    survey = make.opened_survey(questions=["态度", "成效"])
    (token,) = make.links_of(survey, 1)
    status, html = page(client, reverse("answer", args=[token]))
    assert (status, html.count('type="radio"'), "不记名" in html) == (200, 8, True)
    status, html = page(client, reverse("answer", args=[token]), **filled(survey, 1, "很好"))
    assert (status, "已收到，谢谢您" in html) == (200, True)
    assert Tally.objects.values_list("counts", "remarks").get() == ([[0, 1, 0, 0, 0]] * 2, ["很好"])


def test_the_second_time_is_refused_with_kind_words(client):
    survey = make.opened_survey()
    (token,) = make.links_of(survey, 1)
    client.post(reverse("answer", args=[token]), filled(survey, 0))
    for status, html in (
        page(client, reverse("answer", args=[token])),
        page(client, reverse("answer", args=[token]), **filled(survey, 0)),
    ):
        assert (status, "这个链接已经作答过，每个链接只能作答一次。感谢您的参与。" in html) == (409, True)
    assert Tally.objects.get().ballots == 1


@pytest.mark.parametrize("choice", [7, "", "满意"])
def test_what_was_not_offered_is_not_taken(client, choice):
    survey = make.opened_survey()
    (token,) = make.links_of(survey, 1)
    status, html = page(client, reverse("answer", args=[token]), **filled(survey, choice))
    assert (status, "还有问题没有选" in html) == (200, True)
    assert Tally.objects.get().ballots == 0


def test_an_unknown_link_is_not_found(client):
    status, html = page(client, reverse("answer", args=["unknown"]))
    assert (status, "这个链接无效或已停用" in html) == (404, True)


def test_the_answer_page_tells_no_other_page_its_address(client):
    (token,) = make.links_of(make.opened_survey(), 1)
    answer = client.get(reverse("answer", args=[token]))
    assert (answer["Referrer-Policy"], "no-store" in answer["Cache-Control"]) == ("strict-origin", True)


def test_the_token_is_in_no_log():
    line = mask_event(None, "info", {"path": "/ballot/aB-3_x/", "status": 200})
    assert line == {"path": "/ballot/***/", "status": 200}


def test_results_come_when_the_survey_is_closed(office, unit):
    survey = make.opened_survey(unit)
    make.answered(survey, [0, 0, 1, 1, 2], remark="路灯亮了")
    before = page(office, reverse("survey", args=[survey.pk]))[1]
    assert ("路灯亮了" in before, "72.00" in before, "已作答 5 / 5" in before) == (False, False, True)
    _, html = page(office, reverse("survey_verb", args=[survey.pk, "close"]), sure="1")
    assert ("路灯亮了" in html, "72.00" in html, "40%" in html) == (True, True, True)


def test_four_answers_are_shown_to_nobody(office, unit):
    survey = make.closed_survey(unit, answers=[0, 0, 1, 1])
    _, html = page(office, reverse("survey", args=[survey.pk]))
    assert ("答卷不足 5 份，不显示结果。" in html, "平均" in html) == (True, False)


def test_a_unit_sees_what_was_said_about_itself_and_no_remark(client, unit):
    survey = make.opened_survey(unit, make.member("区税务局"))
    make.answered(survey, [0] * 5, remark="路灯亮了")
    client.force_login(make.liaison_of(unit))
    assert page(client, reverse("survey", args=[survey.pk]))[0] == 404
    actions.close_survey(survey, by=None)
    _, html = page(client, reverse("survey", args=[survey.pk]))
    assert ("100.00" in html, "区税务局" in html, "路灯亮了" in html) == (True, False, False)


def test_revoked_links_answer_no_more(office, unit):
    survey = make.opened_survey(unit)
    (token,) = make.links_of(survey, 1)
    page(office, reverse("survey_links_revoke", args=[survey.pk, survey.batches.get().pk]), sure="1")
    assert page(office, reverse("answer", args=[token]))[0] == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_however_long(office, unit, django_assert_num_queries, rows):
    for _ in range(rows):
        make.closed_survey(unit)
    office.get(reverse("surveys"))
    with django_assert_num_queries(QUERIES_OF_LIST):
        assert office.get(reverse("surveys")).content.decode().count("群众满意度测评") >= rows


QUERIES_OF_LIST = 7


@pytest.mark.parametrize("others", [0, 2])
def test_a_survey_asks_the_same_however_many_it_is_about(office, unit, django_assert_num_queries, others):
    survey = make.closed_survey(unit, *(make.member(f"单位{n}") for n in range(others)))
    office.get(reverse("survey", args=[survey.pk]))
    with django_assert_num_queries(QUERIES_OF_PAGE):
        assert office.get(reverse("survey", args=[survey.pk])).status_code == 200


QUERIES_OF_PAGE = 12


def test_what_is_over_waits_to_be_closed(office, unit):
    survey = make.opened_survey(unit)
    Survey.objects.filter(pk=survey.pk).update(until_on=survey.from_on)
    assert "测评待结束" in page(office, reverse("home"))[1]


def test_the_search_finds_a_survey(office, unit):
    make.survey_about(unit, title="窗口服务满意度")
    assert "窗口服务满意度" in page(office, reverse("search") + "?q=窗口")[1]
