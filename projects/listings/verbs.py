"""The moves of a listing as pages offer them: words, what each asks for, and to whom it is offered."""

from typing import Any

from portal.permits import may
from projects.deciding.verbs import Verb
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
from projects.listings.publishing import last_years_units
from projects.listings.reserving.reading import first_of
from projects.listings.states import LISTING_MACHINE, ListingState

MOVES = LISTING_MACHINE.moves
TO_MEND = ("请补充内容说明", "请补充可用时间和地点", "请核实联系人和电话", "请补充目标与量化指标")
TO_DROP = ("与已有清单项重复", "不属于本清单范围", "本年度条件不具备")
TO_STOP = ("场地维修", "人员调整", "时间冲突")
TO_CLOSE = ("已完成", "单位不再提供", "内容已并入其他清单项")


class Publishing(Verb):
    """Of a carried project one chooses whom of last year to ask, of the paired units who is first."""

    def asks(self, user: Any, thing: Any) -> bool:
        return bool(last_years_units(thing) or first_of(thing))


VERBS = {
    verb.name: verb
    for verb in (
        Publishing(MOVES["publish"], publish, "已发布"),
        Verb(MOVES["submit"], submit, "已提交审核", in_name=True),
        Verb(MOVES["return"], return_listing, "已退回修改", reason=True, phrases=TO_MEND),
        Verb(MOVES["not-adopt"], not_adopt, "已定为暂不采用", reason=True, phrases=TO_DROP),
        Verb(MOVES["resume"], resume, "已恢复"),
        Verb(MOVES["suspend"], suspend, "已暂停", reason=True, in_name=True, phrases=TO_STOP),
        Verb(MOVES["close"], close_listing, "已关闭", reason=True, in_name=True, phrases=TO_CLOSE),
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
