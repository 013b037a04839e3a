from typing import Any

from django.test import Client
from django.utils import timezone

from portal.inbox.history import started_by, steps_done_by
from portal.workflow.models import Step


def step(by: Any, verb: str, label: str, subject_id: int = 1) -> Step:
    return Step.objects.create(
        subject_kind="project",
        subject_id=subject_id,
        subject_title="五龙村爱五路亮灯工程",
        verb=verb,
        label=label,
        to_state="draft",
        by=by,
        basis="" if by else "系统按期办理",
        occurred_at=timezone.now(),
    )


def test_done_shows_every_step_of_ones_own_newest_first(liaison: Any) -> None:
    step(liaison, "create", "提出")
    step(None, "lapse", "到期失效")
    step(liaison, "submit", "提交")
    assert [each.label for each in steps_done_by(liaison)] == ["提交", "提出"]


def test_started_shows_where_a_thing_is_now_whoever_moved_it(liaison: Any) -> None:
    step(liaison, "create", "提出")
    step(None, "lapse", "到期失效")
    step(liaison, "submit", "提交", subject_id=2)
    assert [(each.label, each.latest_label) for each in started_by(liaison)] == [("提出", "到期失效")]


def test_both_pages_name_the_thing(signed_in: Client, liaison: Any) -> None:
    step(liaison, "create", "提出")
    for path in ("/done/", "/started/"):
        assert "五龙村爱五路亮灯工程" in signed_in.get(path).content.decode()


def test_whoever_has_done_nothing_is_told_what_will_stand_here(signed_in: Client) -> None:
    assert "还没有办理过的事项" in signed_in.get("/done/").content.decode()
    assert "还没有您发起的事项" in signed_in.get("/started/").content.decode()
