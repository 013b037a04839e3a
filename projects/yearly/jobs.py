"""The job that carries a year's lists over. One that is run once more does nothing: its row has moved on."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.outbox.notices import notify
from portal.outbox.progress import telling
from portal.refusals import Refusal
from portal.workflow.machine import Acting
from projects.listings.models import ListKind
from projects.yearly.actions import carry_over
from projects.yearly.actions.carrying import Tell
from projects.yearly.models import CarryOver
from projects.yearly.states import CARRY_MACHINE, CarryState

WORTH_A_NOTICE = dt.timedelta(seconds=10)
"""Whoever waited longer may have left the page."""

PORTAL = Acting(None, basis="系统办理")


def carry_now(payload: dict[str, Any]) -> None:
    """Carry over all that was asked for, or say on the row why not. Raises what is worth another try."""
    rows = CarryOver.objects.running().select_related("region", "by")
    asked = rows.filter(pk=payload["carry_over"], version=payload["version"]).first()
    if asked is None:
        return
    with telling(asked.progress_key) as tell:
        try:
            with transaction.atomic():
                drafts = _carried(asked, tell)
                _move(asked, "finish", drafts=drafts, ended_at=timezone.now())
        except Refusal as refusal:
            _move(asked, "fail", trouble=refusal.sentence[:300])
    _tell_who_left(asked)


def _carried(asked: CarryOver, tell: Tell) -> dict[str, int]:
    done = carry_over(
        asked.region,
        from_year=asked.from_year,
        to_year=asked.to_year,
        kinds=asked.kinds,
        by=asked.by,
        leave_out=[(ListKind(name), pk) for name, pk in asked.left_out],
        tell=tell,
    )
    return {kind.value: many for kind, many in done.drafts.items()}


def _move(asked: CarryOver, verb: str, **changes: Any) -> None:
    """The row is held only now: whoever looks at the page while the job runs waits for nobody."""
    held = CarryOver.objects.select_for_update(no_key=True).get(pk=asked.pk)
    CARRY_MACHINE.take(held, verb, PORTAL, **changes)
    asked.state, asked.version = held.state, held.version


def _tell_who_left(asked: CarryOver) -> None:
    if timezone.now() - asked.asked_at < WORTH_A_NOTICE and asked.state == CarryState.DONE:
        return
    notify(
        [asked.by_id],
        key=f"{asked.progress_key}:{asked.version}:told",
        kind="年度沿用",
        title=f"{asked}：{asked.get_state_display()}",
        url=reverse("year_carrying", args=[asked.pk]),
    )
