"""Having a year's lists carried over by a job, which the page need not wait for."""

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction

from members.places.models import Region
from portal.outbox.actions import enqueue, is_dead
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting
from projects.listings.models import ListKind
from projects.yearly.actions.carrying import check_years
from projects.yearly.models import CarryOver
from projects.yearly.states import CARRY_MACHINE, CarryState

JOB = "yearly.carry_over"
GIVEN_UP = "多次尝试都没有完成，已停止，没有留下草稿。请重新沿用；仍不行请联系管理员。"


def start_carry_over(
    region: Region,
    *,
    from_year: int,
    to_year: int,
    kinds: Collection[ListKind],
    by: Any,
    leave_out: Collection[tuple[ListKind, int]] = (),
) -> CarryOver:
    """Ask for what `carry_over` does. Raises Forbidden; Refusal wrong_year, carry_over_running."""
    demand(by, "yearly.carry_over", region)
    check_years(from_year, to_year)
    asked = CarryOver(region=region, from_year=from_year, to_year=to_year, by=by)
    asked.lists = [kind.value for kind in ListKind if kind in kinds]
    asked.left_out = [[kind.value, pk] for kind, pk in leave_out]
    try:
        with transaction.atomic():
            check_nothing_runs(region, to_year)
            asked.save(force_insert=True)
            CARRY_MACHINE.begin(asked, "申请沿用", Acting(by))
            _have_done(asked)
    except IntegrityError as error:
        raise _running(to_year) from error
    return asked


def retry(asked: CarryOver, *, by: Any) -> CarryOver:
    """Try what failed once more. Raises Forbidden; Refusal wrong_state, carry_over_running."""
    demand(by, "yearly.carry_over", asked.region)
    try:
        with transaction.atomic():
            held = CarryOver.objects.select_for_update(no_key=True).get(pk=asked.pk)
            _end_if_given_up(held)
            CARRY_MACHINE.take(held, "retry", Acting(by), trouble="", by=by)
            _have_done(held)
    except IntegrityError as error:
        raise _running(asked.to_year) from error
    return held


def given_up(asked: CarryOver) -> bool:
    """Whether its job failed so often that it is no longer tried: 未完成 on the page, `retry` helps."""
    return asked.state == CarryState.RUNNING and is_dead(asked.job_key)


def check_nothing_runs(region: Region, to_year: int) -> None:
    """Inside a transaction. One whose job was given up counts as failed from now on.

    Raises Refusal carry_over_running.
    """
    running = CarryOver.objects.running().filter(region=region, to_year=to_year)
    for held in running.select_for_update(no_key=True):
        if not _end_if_given_up(held):
            raise _running(to_year)


def _end_if_given_up(held: CarryOver) -> bool:
    ended = given_up(held)
    if ended:
        CARRY_MACHINE.take(held, "fail", Acting(None, basis="系统办理"), trouble=GIVEN_UP)
    return ended


def _have_done(asked: CarryOver) -> None:
    enqueue(JOB, key=asked.job_key, payload={"carry_over": asked.pk, "version": asked.version})


def _running(year: int) -> Refusal:
    return Refusal("carry_over_running", f"{year} 年度正在沿用，请等它完成后再办理。进度见“年度沿用”页。")
