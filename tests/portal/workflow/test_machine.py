"""The one door of a state machine, tried on the three lists' table of moves."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from portal.refusals import Forbidden, Refusal
from portal.workflow.machine import Acting, Machine, move
from portal.workflow.models import Step
from projects.models import Project
from tests import factories as make

pytestmark = pytest.mark.django_db
MACHINE = Machine(
    move("submit", "提交", ["draft", "returned"], "submitted", undoable=True),
    move("return", "退回修改", ["submitted"], "returned"),
)
NINE = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


@pytest.fixture
def draft() -> Project:
    return make.DraftProjectFactory(title="亮灯工程")


@pytest.fixture
def person() -> Any:
    return make.UserFactory()


def told(step: Step) -> dict[str, Any]:
    return {
        name: getattr(step, name) for name in ("verb", "label", "from_state", "to_state", "opinion", "basis")
    }


def test_a_move_saves_state_version_and_what_goes_with_it(draft: Project, person: Any) -> None:
    MACHINE.take(draft, "submit", Acting(person), submitted_at=NINE)
    saved = Project.objects.get()
    assert (saved.state, saved.version, saved.submitted_at) == ("submitted", 2, NINE)


def test_a_move_saves_nothing_else(draft: Project, person: Any) -> None:
    draft.title = "改过的名称"
    MACHINE.take(draft, "submit", Acting(person), submitted_at=NINE)
    assert Project.objects.get().title == "亮灯工程"


def test_a_step_says_what_moved_who_moved_it_and_for_whom(draft: Project, person: Any) -> None:
    with time_machine.travel(NINE, tick=False):
        acting = Acting(person, draft.unit, "同意", "电话", NINE - dt.timedelta(days=60))
        step = MACHINE.take(draft, "submit", acting, submitted_at=NINE)
    step.refresh_from_db()
    assert told(step) == {
        "verb": "submit",
        "label": "提交",
        "from_state": "draft",
        "to_state": "submitted",
        "opinion": "同意",
        "basis": "电话",
    }
    assert (step.subject_kind, step.subject_id, step.subject_title) == ("project", draft.pk, "亮灯工程")
    assert (step.by, step.for_unit) == (person, draft.unit)
    assert (NINE - step.occurred_at, step.recorded_at) == (dt.timedelta(days=60), NINE)


def test_a_step_of_nobody_says_that_the_portal_did_it(draft: Project) -> None:
    assert MACHINE.take(draft, "submit", Acting(None), submitted_at=NINE).basis == "系统按期办理"


def test_a_long_name_is_cut_to_fit(draft: Project, person: Any) -> None:
    draft.title = "长" * 300
    assert MACHINE.note(draft, "remark", "备注", Acting(person)).subject_title == "长" * 200


def test_a_move_from_the_wrong_state_is_refused_in_words(draft: Project, person: Any) -> None:
    with pytest.raises(Refusal) as refused:
        MACHINE.take(draft, "return", Acting(person))
    assert (refused.value.code, refused.value.sentence) == (
        "wrong_state",
        "当前状态是“草稿”，不能退回修改。可能已有人办理，请刷新页面查看。",
    )
    assert (Project.objects.get().version, Step.objects.count()) == (1, 0)


def test_it_can_be_asked_what_is_possible(draft: Project) -> None:
    assert (MACHINE.can(draft, "submit"), MACHINE.can(draft, "return")) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_nothing_moves_outside_a_transaction(draft: Project, person: Any) -> None:
    with pytest.raises(RuntimeError, match="only inside the transaction that locked its row"):
        MACHINE.take(draft, "submit", Acting(person), submitted_at=NINE)
    assert Project.objects.get().state == "draft"


def test_the_first_step_comes_from_nowhere(draft: Project, person: Any) -> None:
    step = MACHINE.begin(draft, "录入", Acting(person))
    assert (step.verb, step.label, step.from_state, step.to_state) == ("create", "录入", "", "draft")


def test_a_note_moves_nothing(draft: Project, person: Any) -> None:
    step = MACHINE.note(draft, "remark", "备注", Acting(person))
    assert (step.verb, step.from_state, step.to_state) == ("remark", "draft", "draft")
    assert Project.objects.get().version == 1


def test_many_begin_and_are_noted_in_one_statement_each(
    draft: Project, person: Any, django_assert_num_queries
) -> None:
    many = [(draft, Acting(person)), (make.DraftProjectFactory(), Acting(None))]
    with django_assert_num_queries(1):
        MACHINE.begin_many("导入", many)
    with django_assert_num_queries(1):
        MACHINE.note_many("verify", "核实", many)
    steps = Step.objects.order_by("id").values_list("verb", "label", "from_state", "by")
    assert list(steps) == [
        ("create", "导入", "", person.pk),
        ("create", "导入", "", None),
        ("verify", "核实", "draft", person.pk),
        ("verify", "核实", "draft", None),
    ]


def submit_at_nine(draft: Project, person: Any) -> Step:
    with time_machine.travel(NINE, tick=False):
        return MACHINE.take(draft, "submit", Acting(person), submitted_at=NINE)


@pytest.mark.parametrize("seconds", [0, 599, 600])
def test_a_move_is_taken_back_within_ten_minutes(draft: Project, person: Any, seconds: int) -> None:
    submit_at_nine(draft, person)
    with time_machine.travel(NINE + dt.timedelta(seconds=seconds), tick=False):
        step = MACHINE.undo(draft, Acting(person), submitted_at=None)
    assert (step.verb, step.label, step.from_state, step.to_state) == (
        "undo",
        "撤回：提交",
        "submitted",
        "draft",
    )
    assert (Project.objects.get().state, Project.objects.get().version) == ("draft", 3)


def refusal_of_undo(draft: Project, person: Any, moment: dt.datetime = NINE) -> tuple[str, str]:
    with time_machine.travel(moment, tick=False), pytest.raises(Refusal) as refused:
        MACHINE.undo(draft, Acting(person))
    return refused.value.code, refused.value.sentence


def test_after_ten_minutes_it_is_too_late(draft: Project, person: Any) -> None:
    submit_at_nine(draft, person)
    late = NINE + dt.timedelta(minutes=10, microseconds=1)
    code, sentence = refusal_of_undo(draft, person, late)
    assert (code, sentence[:15]) == ("too_late", "已超过 10 分钟，不能撤回。")


def test_nobody_takes_back_what_somebody_else_did(draft: Project, person: Any) -> None:
    submit_at_nine(draft, person)
    with pytest.raises(Forbidden, match="只能撤回自己刚才办理的事项。"):
        MACHINE.undo(draft, Acting(make.UserFactory()))


def test_only_the_last_step_is_taken_back_and_once(draft: Project, person: Any) -> None:
    submit_at_nine(draft, person)
    with time_machine.travel(NINE, tick=False):
        MACHINE.undo(draft, Acting(person))
    assert refusal_of_undo(draft, person)[0] == "wrong_state"


def test_a_move_that_binds_cannot_be_taken_back(draft: Project, person: Any) -> None:
    submit_at_nine(draft, person)
    with time_machine.travel(NINE, tick=False):
        MACHINE.take(draft, "return", Acting(person))
    sentence = "“退回修改”不能撤回。如需变更，请联系街道（镇）党建办。"
    assert refusal_of_undo(draft, person) == ("wrong_state", sentence)


def test_where_nothing_happened_there_is_nothing_to_take_back(draft: Project, person: Any) -> None:
    assert refusal_of_undo(draft, person) == ("not_yours", "只能撤回自己刚才办理的事项。")


def test_the_database_wants_somebody_or_a_reason(draft: Project) -> None:
    step = MACHINE.begin(draft, "录入", Acting(None))
    assert step.basis > ""
    assert timezone.now() - step.recorded_at < dt.timedelta(minutes=1)
