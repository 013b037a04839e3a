"""Rounds: opening one, changing its rules, ending the signing up; posts and who holds them."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.pairing.locking import lock_programme
from alliances.pairing.models import Holding, Post, Programme
from members.places.models import Region
from portal.constraints import refused_as
from portal.permits import demand
from portal.refusals import Refusal

TERMS = (
    *("name", "modes", "purpose", "based_on", "from_on", "until_on", "term_months"),
    *("most_per_partner", "most_per_host", "answer_days", "every_months"),
    *("weight_distance", "weight_needs", "weight_load", "weight_history"),
)
NAME_TAKEN = Refusal("name_taken", "这里已有同名的结对批次，请换一个名称。")
POST_TAKEN = Refusal("name_taken", "这里已有同名的岗位，请换一个名称，或直接使用已有的岗位。")
HELD = Refusal("already_held", "这段时间里这个岗位已有人任职，请核对日期；换人请从新的日期起登记。")
DAY = dt.timedelta(days=1)


def open_programme(programme: Programme, *, by: Any) -> Programme:
    """开始一个批次. Refusals: name_taken, dates_reversed, mode_needed."""
    demand(by, "programmes.change", programme)
    _check(programme)
    with refused_as({"programme_name_once_per_region": NAME_TAKEN}):
        programme.save(force_insert=True)
    return programme


def change_programme(programme: Programme, *, by: Any, **terms: Any) -> Programme:
    """Change its rules; pairings that are there already stay. Refusals as in opening."""
    with transaction.atomic():
        locked = lock_programme(programme.pk)
        demand(by, "programmes.change", locked)
        for name, value in terms.items():
            setattr(locked, name, value)
        _check(locked)
        locked.version += 1
        with refused_as({"programme_name_once_per_region": NAME_TAKEN}):
            locked.save(update_fields=[*terms, "version"])
    return locked


def close_programme(programme: Programme, *, by: Any) -> Programme:
    """结束办理: no new pairings; those in force go on. Renewals go into another round. Refusal: closed."""
    with transaction.atomic():
        locked = lock_programme(programme.pk)
        demand(by, "programmes.change", locked)
        refuse_closed(locked)
        return _set_closed(locked, timezone.now())


def reopen_programme(programme: Programme, *, by: Any) -> Programme:
    """恢复办理; one that is open stays so."""
    with transaction.atomic():
        locked = lock_programme(programme.pk)
        demand(by, "programmes.change", locked)
        return _set_closed(locked, None) if locked.closed_at else locked


def refuse_closed(programme: Programme) -> None:
    if programme.closed_at:
        raise Refusal("closed", f"“{programme}”已结束办理，不能再新增结对。如需继续，请先恢复办理。")


def set_up_post(region: Region, title: str, *, by: Any) -> Post:
    """设立岗位. Refusal: name_taken."""
    post = Post(region=region, title=title)
    demand(by, "posts.change", post)
    with refused_as({"post_title_once_per_region": POST_TAKEN}):
        post.save()
    return post


def appoint(post: Post, name: str, *, by: Any, from_on: dt.date, user: Any = None) -> Holding:
    """任职: this person holds the post from that day on; whoever held it until then ends the day before.

    Pairings follow the post. Refusals: name_needed, already_held.
    """
    if not name.strip():
        raise Refusal("name_needed", "请填写任职人姓名。")
    with transaction.atomic():
        locked = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
        demand(by, "posts.change", locked)
        before = locked.holdings.filter(until_on=None, from_on__lt=from_on)
        before.update(until_on=from_on - DAY)
        with refused_as({"holding_one_at_a_time": HELD}):
            made = locked.holdings.create(name=name.strip(), user=user, from_on=from_on)
        _count(locked)
    return made


def vacate(post: Post, *, by: Any, until_on: dt.date) -> Post:
    """离任: nobody holds the post after that day. Refusals: nobody, dates_reversed."""
    with transaction.atomic():
        locked = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
        demand(by, "posts.change", locked)
        held = locked.holdings.filter(until_on=None).first()
        if held is None:
            raise Refusal("nobody", f"{locked}现在没有人任职。")
        if until_on < held.from_on:
            raise Refusal("dates_reversed", f"离任日期在任职日期 {held.from_on:%Y-%m-%d} 之前，请核对。")
        held.until_on = until_on
        held.save(update_fields=["until_on"])
        _count(locked)
    return locked


def _count(post: Post) -> None:
    """Who holds a post is part of it: whoever saw it before sees that it changed."""
    post.version += 1
    post.save(update_fields=["version"])


def _set_closed(programme: Programme, moment: dt.datetime | None) -> Programme:
    programme.closed_at = moment
    programme.version += 1
    programme.save(update_fields=["closed_at", "version"])
    return programme


def _check(programme: Programme) -> None:
    if not programme.modes:
        raise Refusal("mode_needed", "请至少选择一种结对类型。")
    if programme.until_on and programme.until_on < programme.from_on:
        raise Refusal("dates_reversed", "结束日期在开始日期之前，请核对。")
