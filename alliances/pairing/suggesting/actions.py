"""What people take over of the suggestions. Nothing pairs itself: each becomes a draft like any other."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from alliances.pairing.actions import draft_pairing
from alliances.pairing.locking import lock_programme
from alliances.pairing.models import Pairing, Programme
from members.units.models import Unit
from portal.permits import demand
from portal.refusals import Refusal


class NotAll(Refusal):
    """Some of the pairs cannot be drafted, so none was. `refused` says of each why."""

    def __init__(self, refused: Sequence[str]) -> None:
        self.refused = refused
        super().__init__("not_all", f"{len(refused)} 对不能采纳，因此都没有采纳。{' '.join(refused)}")


def draft_suggested(programme: Programme, pairs: Sequence[tuple[Unit, Unit]], *, by: Any) -> list[Pairing]:
    """采纳为草稿: hosts with their partners, all of them or none.

    Raises Forbidden. Refusals: nothing_chosen; not_all, which tells of each pair refused, so that one mends
    them together.
    """
    if not pairs:
        raise Refusal("nothing_chosen", "没有选择任何一对，请先勾选。")
    drafted: list[Pairing] = []
    refused: list[str] = []
    with transaction.atomic():
        locked = lock_programme(programme.pk)
        demand(by, "programmes.change", locked)
        for host, partner in pairs:
            try:
                drafted.append(draft_pairing(locked, host=host, partner=partner, by=by))
            except Refusal as refusal:
                refused.append(f"{host} ⇄ {partner}：{refusal.sentence}")
        if refused:
            raise NotAll(refused)
    return drafted
