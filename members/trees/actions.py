"""What every change of a tree has in common: the lock it hangs on, and what makes no tree, in words."""

from typing import Any

from members.places.choosing import DISTRICT_DIGITS
from members.places.models import Region
from members.seeing import refuse_unseen
from members.trees.models import TreeNode
from portal.refusals import Refusal


def hold_trees(region: Region) -> None:
    """Whoever changes a tree of the district waits here for whoever does already."""
    Region.objects.select_for_update(no_key=True).get(code=region.code[:DISTRICT_DIGITS])


def locked(node: Any) -> Any:
    """The node re-read under its lock; held until the transaction ends."""
    rows = type(node).objects.select_related("region", "parent__region")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=node.pk)


def refuse_no_tree(node: Any, *, by: Any, kept: int | None = None) -> None:
    """Raises Refusal where the node cannot stand where its fields say. The tree is held.

    A parent named anew is one that this person sees; `kept` is the one it has already.
    """
    if node.place is not None and not node.place.code.startswith(node.region.code):
        raise Refusal("place_elsewhere", f"{node.place}不在{node.region}范围内，请重新选择所在村居。")
    if node.parent_id is not None:
        parent = type(node)._default_manager.select_related("region").get(pk=node.parent_id)
        if parent.pk != kept:
            refuse_unseen(parent, by)
        refuse_odd_parent(node, parent)
    for part in node.children.all() if node.pk else ():
        if not part.may_stand_under(node.level):
            raise Refusal("level_order", f"下级{part}的层级不低于所选层级，请先调整{part}。")


def refuse_odd_parent(node: TreeNode, parent: Any) -> None:
    if node.pk is not None and node.pk in parent.path:
        raise Refusal("circle", f"{parent}就是本级或在它的下面，不能作为上级，请另选。")
    if parent.region.code[:DISTRICT_DIGITS] != node.region.code[:DISTRICT_DIGITS]:
        raise Refusal("other_district", f"{parent}在别的区，不能作为上级。")
    if node.stands and not parent.stands:
        raise Refusal("parent_ended", f"{parent}已{parent.get_state_display()}，不能作为上级，请另选。")
    if not node.may_stand_under(parent.level):
        raise Refusal(
            "level_order", f"{parent}是{parent.get_level_display()}，下面只能设更低的层级，请核对。"
        )


def refuse_standing_parts(node: TreeNode, doing: str) -> None:
    """Nothing stands under what has ended: it is moved elsewhere first, or ended itself."""
    standing = node.children.standing()  # type: ignore[attr-defined]
    if names := [str(part) for part in standing[:3]]:
        more = "等" if standing.count() > len(names) else ""
        raise Refusal(
            "has_parts", f"下面还有{'、'.join(names)}{more}，请先调整或{doing}它们，再{doing}本级。"
        )
