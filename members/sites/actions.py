"""Keeping sites: enter, change, close, open again."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.people.looking import look_at
from members.sites.models import Site
from members.sites.states import SITE_MACHINE
from members.trees.actions import hold_trees, locked, refuse_no_tree, refuse_standing_parts
from members.units.choosing import refuse_odd_unit
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting

FIELDS = (
    *("name", "level", "kind", "parent", "place", "unit", "address", "opening_hours"),
    *("contact_name", "contact_phone", "shared"),
)


def enter_site(site: Site, *, by: Any) -> Site:
    """Keep a new site. Refusals: name_taken, unit_gone, unit_elsewhere, and those of trees."""
    demand(by, "sites.change", site)
    with transaction.atomic():
        hold_trees(site.region)
        refuse_odd_unit(site.unit, site.region, by=by)
        check(site, by)
        site.save()
        SITE_MACHINE.begin(site, "登记", Acting(by))
    return site


def change_site(site: Site, *, by: Any, **fields: Any) -> Site:
    """The facts of a site, its place in the tree among them; what stands under it goes along.

    Refusals: closed, and those of entering.
    """
    with transaction.atomic():
        hold_trees(site.region)
        site = locked(site)
        demand(by, "sites.change", site)
        if not site.stands:
            raise Refusal("closed", f"{site}已停用，不能修改。如需修改，请先恢复开放。")
        refuse_odd_unit(fields.get("unit"), site.region, by=by, kept=site.unit_id)
        parent_before = site.parent_id
        changed = {name: fields[name] for name in FIELDS if name in fields}
        for name, value in changed.items():
            setattr(site, name, value)
        check(site, by, parent_before)
        site.version += 1
        site.save(update_fields=["version", *changed])
    return site


def close_site(site: Site, *, by: Any, on: dt.date | None = None, opinion: str = "") -> Site:
    """停用 from a day on, today unless told. Refusals: has_parts, too_early, wrong_state."""
    with transaction.atomic():
        hold_trees(site.region)
        site = locked(site)
        demand(by, "sites.change", site)
        refuse_standing_parts(site, "停用")
        day = on or timezone.localdate()
        if day > timezone.localdate():
            raise Refusal("too_early", "停用日期不能晚于今天。到了那一天再办理。")
        SITE_MACHINE.take(site, "close", Acting(by, opinion=opinion), closed_on=day)
    return site


def reopen_site(site: Site, *, by: Any, opinion: str = "") -> Site:
    """恢复开放. Refusals: parent_ended, wrong_state."""
    with transaction.atomic():
        hold_trees(site.region)
        site = locked(site)
        demand(by, "sites.change", site)
        if site.parent is not None and not site.parent.stands:
            raise Refusal("parent_ended", f"上级{site.parent}已停用，请先恢复上级。")
        SITE_MACHINE.take(site, "reopen", Acting(by, opinion=opinion), closed_on=None)
    return site


def reveal_contact(site: Site, *, by: Any) -> str:
    """The full number. Each look is written down, before it is given."""
    demand(by, "sites.see_contact", site, sentence="只有运行单位和所在街道（镇）工作人员可以查看联系方式。")
    return look_at(site, "contact_phone", by=by)


def check(site: Site, by: Any, parent_before: int | None = None) -> None:
    refuse_no_tree(site, by=by, kept=parent_before)
    same = Site.objects.filter(region=site.region, name=site.name).exclude(pk=site.pk)
    if found := same.first():
        ended = "" if found.stands else "（已停用，可以恢复开放）"
        raise Refusal("name_taken", f"{site.region}已有名为“{site.name}”的阵地{ended}，请换一个名称。")
