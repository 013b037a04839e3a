"""Keeping party organisations: enter, change."""

from typing import Any

from django.db import transaction

from members.party.models import PartyOrg
from members.party.states import PARTY_MACHINE
from members.trees.actions import hold_trees, locked, refuse_no_tree
from members.units.choosing import refuse_odd_unit
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting

FIELDS = ("name", "level", "form", "parent", "superior", "place", "unit", "established_on")


def enter_party_org(org: PartyOrg, *, by: Any, label: str = "成立", opinion: str = "") -> PartyOrg:
    """Keep a new one. Refusals: name_taken, two_superiors, unit_gone, unit_elsewhere, those of trees."""
    demand(by, "party_orgs.change", org)
    with transaction.atomic():
        hold_trees(org.region)
        refuse_odd_unit(org.unit, org.region, by=by)
        check(org, by)
        org.save()
        PARTY_MACHINE.begin(org, label, Acting(by, opinion=opinion))
    return org


def change_party_org(org: PartyOrg, *, by: Any, **fields: Any) -> PartyOrg:
    """Its facts, its place in the tree among them; what stands under it goes along.

    Refusals: ended, and those of entering.
    """
    with transaction.atomic():
        hold_trees(org.region)
        org = locked(org)
        demand(by, "party_orgs.change", org)
        if not org.stands:
            raise Refusal("ended", f"{org}已{org.get_state_display()}，档案只供查阅，不能修改。")
        refuse_odd_unit(fields.get("unit"), org.region, by=by, kept=org.unit_id)
        parent_before = org.parent_id
        changed = {name: fields[name] for name in FIELDS if name in fields}
        for name, value in changed.items():
            setattr(org, name, value)
        check(org, by, parent_before)
        org.version += 1
        org.save(update_fields=["version", *changed])
    return org


def check(org: PartyOrg, by: Any, parent_before: int | None = None) -> None:
    if org.parent_id is not None and org.superior:
        raise Refusal("two_superiors", "已选了上级，“本系统以外的上级”请留空。")
    refuse_no_tree(org, by=by, kept=parent_before)
    same = PartyOrg.objects.standing().filter(region=org.region, name=org.name)
    if same.exclude(pk=org.pk).exists():
        raise Refusal("name_taken", f"{org.region}已有名为“{org.name}”的党组织，请核对。")
