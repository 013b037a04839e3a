"""Setting up a rotation, changing its terms, ending it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.councils.models import Alliance
from alliances.councils.states import AllianceState
from alliances.rotation.models import CADENCES, Duty, Rotation
from alliances.rotation.trail import note_rotation
from portal.constraints import refused_as
from portal.permits import demand
from portal.refusals import Refusal

TERMS = ("name", "anchor", "cadence_months", "slots", "publish_ahead", "rules")
FIXED = ("anchor", "cadence_months")
STANDS = Refusal("published", "已有公布的轮值，首期月份和每期月数不能再改。如需改变，请停止后另建一个。")
NAME_TAKEN = Refusal("name_taken", "这个组织已有同名的轮值制度，请换一个名称。")
MOST_AHEAD = 24


def found_rotation(rotation: Rotation, *, by: Any) -> Rotation:
    """建立轮值制度. Refusals: dissolved, name_taken, odd_terms."""
    with transaction.atomic():
        alliances = Alliance.objects.select_for_update(of=("self",), no_key=True).select_related("region")
        rotation.alliance = alliances.get(pk=rotation.alliance_id)
        demand(by, "rotations.change", rotation)
        if rotation.alliance.state == AllianceState.DISSOLVED:
            raise Refusal("dissolved", f"{rotation.alliance}已撤销，不能建立轮值制度。")
        _check(rotation)
        with refused_as({"rotation_name_once_per_alliance": NAME_TAKEN}):
            rotation.save()
        note_rotation(rotation, "create", "建立轮值制度", by)
    return rotation


def change_rotation(rotation: Rotation, *, by: Any, **terms: Any) -> Rotation:
    """修改. What is published stays; more or fewer slots hold from the first unpublished period.

    Refusals: ended, published, name_taken, odd_terms.
    """
    with transaction.atomic():
        locked = lock_rotation(rotation.pk)
        demand(by, "rotations.change", locked)
        refuse_ended(locked)
        fixed = any(name in terms and terms[name] != getattr(locked, name) for name in FIXED)
        if fixed and Duty.objects.filter(rotation=locked).exists():
            raise STANDS
        for name, value in terms.items():
            setattr(locked, name, value)
        _check(locked)
        locked.version += 1
        with refused_as(
            {"rotation_name_once_per_alliance": NAME_TAKEN, "rotation_stands_once_published": STANDS}
        ):
            locked.save(update_fields=[*terms, "version"])
        note_rotation(locked, "change", "修改轮值制度", by)
    return locked


def end_rotation(rotation: Rotation, *, by: Any, reason: str) -> Rotation:
    """停止: what was published and has not begun no longer stands. Ending it again changes nothing."""
    with transaction.atomic():
        locked = lock_rotation(rotation.pk)
        demand(by, "rotations.change", locked)
        if locked.ended_at is not None:
            return locked
        if not reason:
            raise Refusal("reason_needed", "请写明停止的原因或依据。")
        locked.ended_at = timezone.now()
        locked.version += 1
        locked.save(update_fields=["ended_at", "version"])
        note_rotation(locked, "end", "停止轮值制度", by, opinion=reason)
    return locked


def lock_rotation(pk: int) -> Rotation:
    """The rotation's row, which all that changes its order or its duties hold first."""
    rows = Rotation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("alliance__region").get(pk=pk)


def refuse_ended(rotation: Rotation) -> None:
    if rotation.ended_at is not None:
        raise Refusal("ended", f"{rotation.name}已于 {timezone.localdate(rotation.ended_at):%Y-%m-%d} 停止。")


def _check(rotation: Rotation) -> None:
    if rotation.anchor.day != 1:
        raise Refusal("odd_terms", "首期月份请填当月 1 日，如 2026-01-01。")
    if rotation.cadence_months not in CADENCES:
        raise Refusal("odd_terms", "每期月数请在 1、2、3、6、12 中选择。")
    if rotation.slots < 1:
        raise Refusal("odd_terms", "每期单位数至少为 1。")
    if not 1 <= rotation.publish_ahead <= MOST_AHEAD:
        raise Refusal("odd_terms", f"提前公布期数请填 1 至 {MOST_AHEAD}。")
    same = Rotation.objects.filter(alliance=rotation.alliance_id, name=rotation.name)
    if same.exclude(pk=rotation.pk).exists():
        raise NAME_TAKEN
