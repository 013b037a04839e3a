"""Steps as pages list them."""

import datetime as dt

import pytest
from django.db import IntegrityError

from portal.workflow.machine import Acting, Machine
from portal.workflow.models import Step
from portal.workflow.subjects import SUBJECTS
from tests import factories as make

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def step(**fields) -> Step:
    subject = {"subject_kind": "project", "subject_id": 7, "subject_title": "亮灯工程"}
    return Step(
        **subject | {"verb": "submit", "label": "提交", "to_state": "submitted", "basis": "会上"} | fields
    )


def test_steps_are_found_by_what_they_are_about() -> None:
    project, other = make.DraftProjectFactory(), make.DraftProjectFactory()
    first = Machine().begin(project, "录入", Acting(None))
    Machine().begin(other, "录入", Acting(None))
    assert list(Step.objects.about(project)) == [first]


def test_the_newest_comes_first_and_of_one_moment_the_later_one() -> None:
    for label, hours in [("一", 0), ("二", 1), ("三", 1)]:
        step(label=label, recorded_at=NOON + dt.timedelta(hours=hours)).save()
    assert [each.label for each in Step.objects.newest_first()] == ["三", "二", "一"]


def test_a_step_leads_to_the_page_of_its_subject() -> None:
    project = make.ProjectFactory()
    assert step(subject_id=project.pk).url == f"/projects/{project.pk}/"


def test_a_step_about_what_has_no_page_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert step(subject_kind="nothing").url == ""
    monkeypatch.setitem(SUBJECTS, "nothing", "no_such_page")
    assert step(subject_kind="nothing").url == ""


def test_a_step_is_called_by_what_was_done_to_what() -> None:
    assert str(step()) == "提交 亮灯工程"


def test_a_step_needs_somebody_or_a_reason() -> None:
    with pytest.raises(IntegrityError, match="step_somebody_or_basis"):
        step(basis="").save()
