"""Founding, changing, dissolving an alliance."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from alliances.councils.models import Alliance
from alliances.councils.states import ALLIANCE_MACHINE, AllianceState
from members.places.models import Level, Region
from portal.constraints import refused_as
from portal.files.actions import store_upload
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting

TERMS = ("parent", "kind", "name", "brand", "purpose", "charter", "notice_days", "founded_on", "sort")
NAME_TAKEN = "{region}已有名为“{name}”的组织，请换一个名称。"
RING = "上级不能是它自己或它的下级，请另选。"


def found_alliance(alliance: Alliance, *, by: Any, charter_file: UploadedFile | None = None) -> Alliance:
    """成立. Refusals: name_taken, odd_region, other_district, dissolved_parent, and those of uploads."""
    demand(by, "councils.change", alliance)
    with transaction.atomic():
        # Two who found one of the same name in a place wait for each other.
        Region.objects.select_for_update(no_key=True).get(pk=alliance.region_id)
        _check(alliance)
        alliance.save()
        _keep_charter(alliance, charter_file, by)
        ALLIANCE_MACHINE.begin(alliance, "成立", Acting(by))
    return alliance


def change_alliance(
    alliance: Alliance, *, by: Any, charter_file: UploadedFile | None = None, **terms: Any
) -> Alliance:
    """Change what is said of it, and where it stands in the tree. Refusals as in founding, and tree_ring."""
    with transaction.atomic():
        Region.objects.select_for_update(no_key=True).get(pk=alliance.region_id)
        locked = lock_alliance(alliance)
        demand(by, "councils.change", locked)
        for name, value in terms.items():
            setattr(locked, name, value)
        _check(locked)
        locked.version += 1
        _save_in_tree(locked, [*terms, "version"])
        _keep_charter(locked, charter_file, by)
    return locked


def dissolve_alliance(alliance: Alliance, *, by: Any, opinion: str) -> Alliance:
    """撤销, with the decision. What stands below it is to be dissolved or moved first."""
    with transaction.atomic():
        locked = lock_alliance(alliance)
        demand(by, "councils.change", locked)
        if not opinion:
            raise Refusal("reason_needed", "请写明撤销的依据，如会议决定或文号。")
        below = locked.children.standing().count()
        if below:
            raise Refusal("has_children", f"它下面还有 {below} 个组织，请先撤销它们或改到别处。")
        ALLIANCE_MACHINE.take(locked, "dissolve", Acting(by, opinion=opinion))
    return locked


def restore_alliance(alliance: Alliance, *, by: Any) -> Alliance:
    """恢复. Refusal: dissolved_parent."""
    with transaction.atomic():
        locked = lock_alliance(alliance)
        demand(by, "councils.change", locked)
        _refuse_dissolved_parent(locked)
        ALLIANCE_MACHINE.take(locked, "restore", Acting(by))
    return locked


def lock_alliance(alliance: Alliance) -> Alliance:
    rows = Alliance.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("region", "parent").get(pk=alliance.pk)


def _save_in_tree(alliance: Alliance, names: list[str]) -> None:
    """The trigger refuses a tree that bites its own tail."""
    with refused_as({"alliance_tree_without_rings": Refusal("tree_ring", RING)}):
        alliance.save(update_fields=names)


def _check(alliance: Alliance) -> None:
    if alliance.region.level not in (Level.DISTRICT, Level.STREET):
        raise Refusal("odd_region", "所属区域请选择区或街道（镇）；居民区（村）的组织归在所在街道（镇）。")
    same = Alliance.objects.filter(region=alliance.region_id, name=alliance.name).exclude(pk=alliance.pk)
    if same.exists():
        raise Refusal("name_taken", NAME_TAKEN.format(region=alliance.region, name=alliance.name))
    parent = alliance.parent
    if parent is None:
        return
    if parent.pk == alliance.pk:
        raise Refusal("tree_ring", RING)
    if parent.region.code[:6] != alliance.region.code[:6]:
        raise Refusal("other_district", "上级须在同一个区内，请另选。")
    _refuse_dissolved_parent(alliance)


def _refuse_dissolved_parent(alliance: Alliance) -> None:
    parent = alliance.parent
    if parent is not None and parent.state == AllianceState.DISSOLVED:
        raise Refusal("dissolved_parent", f"上级“{parent}”已撤销，请另选上级。")


def _keep_charter(alliance: Alliance, upload: UploadedFile | None, by: Any) -> None:
    if upload is not None:
        alliance.charter_file = store_upload(upload, by=by, about=alliance)
        alliance.save(update_fields=["charter_file"])
