"""Taking a carry-over back, as long as nobody has worked on what it brought."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from members.places.models import Region
from portal.permits import demand
from portal.refusals import Refusal
from projects.listings.kinds import MODELS
from projects.listings.locking import stand_in_line
from projects.listings.models import ListKind
from projects.listings.states import ListingState
from projects.yearly.actions.starting import check_nothing_runs

SHOWN = 5


def take_back(region: Region, *, year: int, kinds: Collection[ListKind], by: Any) -> int:
    """Delete the drafts that were carried into `year`. Gives how many.

    All of them or none: once one was changed or handed in, refuses `built_upon` and names it.
    Raises Forbidden; Refusal built_upon, nothing_carried, carry_over_running.
    """
    demand(by, "yearly.carry_over", region)
    with transaction.atomic():
        check_nothing_runs(region, year)
        found = {kind: _carried(kind, region, year) for kind in kinds}
        touched = [row for rows in found.values() for row in rows if _was_touched(row)]
        if touched:
            raise _built_upon(touched)
        if not any(found.values()):
            raise Refusal("nothing_carried", f"{year} 年度没有沿用来的草稿，不必撤销。")
        for kind, rows in found.items():
            _delete(kind, [row.pk for row in rows])
    return sum(len(rows) for rows in found.values())


def _carried(kind: ListKind, region: Region, year: int) -> list[Any]:
    model = MODELS[kind]
    stand_in_line("name", model(region=region, year=year))
    rows = model.objects.select_for_update(no_key=True, of=("self",))
    return list(rows.filter(region=region, year=year, carried_from__isnull=False).order_by("pk"))


def _was_touched(row: Any) -> bool:
    return row.state != ListingState.DRAFT or row.version > 1


def _delete(kind: ListKind, pks: list[int]) -> None:
    """What they were stands in the audit trail; the step that entered them stays too."""
    MODELS[kind].objects.filter(pk__in=pks).delete()


def _built_upon(touched: list[Any]) -> Refusal:
    named = "、".join(f"“{row.title}”" for row in touched[:SHOWN])
    more = f"等 {len(touched)} 条" if len(touched) > SHOWN else ""
    return Refusal("built_upon", f"{named}{more}沿用后已有人修改或提交，不能整批撤销。不需要的请逐条处理。")
