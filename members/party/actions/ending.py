"""Mergers and removals: "撤销 5 家空壳党支部，调整归并组建 9 个非公党组织". What ended stays on record."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.party.actions.entering import enter_party_org
from members.party.models import PartyOrg
from members.party.states import PARTY_MACHINE
from members.seeing import refuse_unseen
from members.trees.actions import DISTRICT_DIGITS, hold_trees, locked, refuse_standing_parts
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting


@dataclass(frozen=True, slots=True)
class Decision:
    """On which day, by which paper, why. The day is today unless told."""

    on: dt.date | None = None
    number: str = ""
    reason: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        """As the row keeps it. Raises Refusal `too_early`."""
        day = self.on or timezone.localdate()
        if day > timezone.localdate():
            raise Refusal("too_early", "决定日期不能晚于今天，请核对。")
        return {"decided_on": day, "decision_number": self.number, "reason": self.reason}


def merge_party_org(
    org: PartyOrg, into: Iterable[PartyOrg], *, by: Any, decision: Decision | None = None
) -> PartyOrg:
    """归并 into one or several others. What stands under it goes to the one it is merged into.

    Where there are several, what stands under it has to be moved first. Refusals: has_parts, no_successor,
    own_successor, successor_below, successor_gone, other_district, level_order, before_start, too_early.
    """
    successors, decision = list(into), decision or Decision()
    with transaction.atomic():
        hold_trees(org.region)
        org = locked(org)
        demand(by, "party_orgs.change", org)
        refuse_early(org, fields := decision.fields)
        for successor in successors:
            refuse_unseen(successor, by)
        refuse_odd_successors(org, successors)
        acting = Acting(by, opinion=f"归并到{'、'.join(map(str, successors))}。{decision.reason}")
        if len(successors) == 1:
            hand_over_parts(org, successors[0], by)
        refuse_standing_parts(org, "归并")
        PARTY_MACHINE.take(org, "merge", acting, **fields)
        org.successors.set(successors)
    return org


def remove_party_org(org: PartyOrg, *, by: Any, decision: Decision) -> PartyOrg:
    """撤销, with its reason. Refusals: reason_needed, has_parts, before_start, too_early, wrong_state."""
    if not decision.reason:
        raise Refusal("reason_needed", "请写明撤销的原因，如：空壳党支部。")
    with transaction.atomic():
        hold_trees(org.region)
        org = locked(org)
        demand(by, "party_orgs.change", org)
        refuse_early(org, fields := decision.fields)
        refuse_standing_parts(org, "撤销")
        PARTY_MACHINE.take(org, "remove", Acting(by, opinion=decision.reason), **fields)
    return org


def form_by_merging(
    org: PartyOrg, former: Iterable[PartyOrg], *, by: Any, decision: Decision | None = None
) -> PartyOrg:
    """归并组建: a new one out of several, all or nothing. Refusals: those of entering and of merging."""
    merging = list(former)
    with transaction.atomic():
        opinion = f"由{'、'.join(map(str, merging))}归并组建"
        enter_party_org(org, by=by, label="归并组建", opinion=opinion)
        for each in merging:
            merge_party_org(each, [org], by=by, decision=decision)
    return org


def refuse_early(org: PartyOrg, fields: dict[str, Any]) -> None:
    if org.established_on and fields["decided_on"] < org.established_on:
        raise Refusal("before_start", f"决定日期不能早于成立日期 {org.established_on}，请核对。")


def refuse_odd_successors(org: PartyOrg, successors: list[PartyOrg]) -> None:
    if not successors:
        raise Refusal("no_successor", "请选择归并到哪个党组织。没有的，请用“撤销”。")
    for each in PartyOrg.objects.filter(pk__in=[row.pk for row in successors]).select_related("region"):
        if each == org:
            raise Refusal("own_successor", "不能归并到自己，请另选。")
        if org.pk in each.path:
            raise Refusal("successor_below", f"{each}在{org}的下面，请先调整它的上级。")
        if not each.stands:
            raise Refusal("successor_gone", f"{each}已{each.get_state_display()}，不能归并到它。")
        if each.region.code[:DISTRICT_DIGITS] != org.region.code[:DISTRICT_DIGITS]:
            raise Refusal("other_district", f"{each}在别的区，不能归并到它。")


def hand_over_parts(org: PartyOrg, successor: PartyOrg, by: Any) -> None:
    for part in org.children.standing():
        if not part.may_stand_under(successor.level):
            raise Refusal("level_order", f"{part}的层级不低于{successor}，请先调整{part}，再归并。")
        part.parent = successor
        part.version += 1
        part.save(update_fields=["parent", "version"])
        moved = Acting(by, opinion=f"{org}归并到{successor}，上级随之调整")
        PARTY_MACHINE.note(part, "move", "调整上级", moved)
