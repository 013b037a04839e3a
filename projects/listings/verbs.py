"""The moves of a listing as pages offer them: words, what each asks for, and to whom it is offered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from members.behalf import acts_on_behalf
from portal.permits import may
from projects.listings.actions import (
    close_listing,
    not_adopt,
    publish,
    resume,
    return_listing,
    submit,
    suspend,
)
from projects.listings.models import Listing, ListKind
from projects.listings.states import LISTING_MACHINE, ListingState


@dataclass(frozen=True)
class Verb:
    """`reason`: one must say why. `in_name`: done in the name of the unit, so staff say on what basis."""

    name: str
    act: Callable[..., Listing]
    done: str
    reason: bool = False
    in_name: bool = False
    phrases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return LISTING_MACHINE.moves[self.name].label

    def asks(self, user: Any, listing: Listing) -> bool:
        """Whether something has to be filled in before it can be done."""
        return self.reason or self.asks_basis(user, listing)

    def asks_basis(self, user: Any, listing: Listing) -> bool:
        return self.in_name and acts_on_behalf(user, listing.unit_id, listing.region_id)


TO_MEND = ("请补充内容说明", "请补充可用时间和地点", "请核实联系人和电话", "请补充目标与量化指标")
TO_DROP = ("与已有清单项重复", "不属于本清单范围", "本年度条件不具备")
TO_STOP = ("场地维修", "人员调整", "时间冲突")
TO_CLOSE = ("已完成", "单位不再提供", "内容已并入其他清单项")

VERBS = {
    verb.name: verb
    for verb in (
        Verb("publish", publish, "已发布"),
        Verb("submit", submit, "已提交审核", in_name=True),
        Verb("return", return_listing, "已退回修改", reason=True, phrases=TO_MEND),
        Verb("not-adopt", not_adopt, "已定为暂不采用", reason=True, phrases=TO_DROP),
        Verb("resume", resume, "已恢复"),
        Verb("suspend", suspend, "已暂停", reason=True, in_name=True, phrases=TO_STOP),
        Verb("close", close_listing, "已关闭", reason=True, in_name=True, phrases=TO_CLOSE),
    )
}


def verbs_for(user: Any, listing: Listing) -> list[Verb]:
    """What this user can do with the listing now, the most likely first."""
    return [verb for verb in VERBS.values() if _is_offered(verb, user, listing)]


def _is_offered(verb: Verb, user: Any, listing: Listing) -> bool:
    if not LISTING_MACHINE.can(listing, verb.name) or not may(user, f"listings.{verb.name}", listing):
        return False
    if verb.name == "publish" and listing.state == ListingState.DRAFT:
        return listing.entered_by_id == user.pk  # what somebody else has not handed in yet is theirs
    return not (verb.name == "suspend" and listing.list == ListKind.NEED)
