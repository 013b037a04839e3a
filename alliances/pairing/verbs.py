"""The moves of a pairing as pages offer them: words, what each asks for, and who may make it now."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from alliances.pairing import actions
from alliances.pairing.actions.ending import RENEWABLE
from alliances.pairing.models import SIDES, Pairing, Side
from alliances.pairing.rules import acts_on, signs_on
from alliances.pairing.states import GIVEN_UP, PAIRING_MACHINE, PairingState
from members.rules import in_office
from portal.permits import may


@dataclass(frozen=True)
class Verb:
    """`asks`: fields of `MoveForm`; `says`: the label of its reason, `needed` or not."""

    name: str
    label: str
    act: Callable[..., Any]
    rule: str
    done: str
    asks: tuple[str, ...] = ()
    says: str = ""
    needed: bool = True
    help: str = ""
    undoable: bool = False


VERBS = {
    verb.name: verb
    for verb in (
        Verb(
            "propose",
            "提请双方同意",
            actions.propose,
            "pairings.draft",
            "已提请双方同意",
            help="提请后文本不再改动，双方书记各自同意；要修改须退回。十分钟内可以撤回。",
            undoable=True,
        ),
        Verb(
            "agree",
            "同意",
            actions.agree,
            "pairings.decline",
            "已同意",
            asks=("side", "basis"),
            help="协议由双方党组织书记同意。十分钟内可以撤回。",
            undoable=True,
        ),
        Verb(
            "decline",
            "不同意",
            actions.decline,
            "pairings.decline",
            "已答复不同意",
            asks=("side", "reason", "basis"),
            says="不同意的原因",
            help="对方会看到原因，可以重新草拟。只是要改几处的，请选“退回修改”。",
        ),
        Verb(
            "send-back",
            "退回修改",
            actions.send_back,
            "pairings.draft",
            "已退回修改",
            asks=("reason",),
            says="要修改什么",
            help="退回后又是草稿，双方已作的同意作废，改好后重新提请。",
        ),
        Verb(
            "withdraw",
            "撤回",
            actions.withdraw,
            "pairings.withdraw",
            "已撤回",
            asks=("reason",),
            says="原因（可不填）",
            needed=False,
            help="备案之前可以撤回，撤回后不能恢复，可以重新草拟。",
        ),
        Verb(
            "file",
            "备案",
            actions.file_pairing,
            "pairings.file",
            "已备案",
            asks=("signed_on", "opinion"),
            help="备案后按起止日期履行。十分钟内可以撤回。",
            undoable=True,
        ),
        Verb(
            "renew",
            "续签",
            actions.renew,
            "pairings.draft",
            "已生成续签草稿",
            asks=("programme", "until_on"),
            help="生成接着的一期草稿，内容自动带入；核对后提请，双方再次同意后备案。",
        ),
        Verb(
            "terminate",
            "终止",
            actions.terminate,
            "pairings.terminate",
            "已终止",
            asks=("reason", "ended_on"),
            says="终止原因",
            help="提前结束这个结对，双方会看到原因。十分钟内可以撤回。",
            undoable=True,
        ),
    )
}


def verbs_for(user: Any, pairing: Pairing) -> list[Verb]:
    """What this person can do with it now."""
    return [verb for verb in VERBS.values() if fits(pairing, verb.name) and permits(user, pairing, verb)]


def permits(user: Any, pairing: Pairing, verb: Verb) -> bool:
    if verb.name == "agree":
        return bool(sides_to_sign(user, pairing))
    return may(user, verb.rule, pairing)


def fits(pairing: Pairing, name: str) -> bool:
    """Whether its state allows the move."""
    if name == "renew":
        return pairing.state in RENEWABLE and not is_renewed(pairing)
    if name in ("agree", "decline") and pairing.is_past_answering(timezone.now()):
        return False
    return PAIRING_MACHINE.can(pairing, name)


def is_renewed(pairing: Pairing) -> bool:
    return pairing.renewals.exclude(state__in=GIVEN_UP).exists()


def sides_to_sign(user: Any, pairing: Pairing) -> list[Side]:
    """The sides that have not agreed and for which this person's word, or the office's, counts."""
    if pairing.state != PairingState.PROPOSED:
        return []
    open_sides = [side for side in SIDES if not pairing.agreed_by(side)]
    return [side for side in open_sides if may(user, f"pairings.agree_{side}", pairing)]


def on_behalf(user: Any, pairing: Pairing, sides: list[Side]) -> bool:
    """Whether staff may act here for a side that is not theirs, and then say on what basis."""
    return in_office(user, pairing.region_id) and not all(acts_on(user, pairing, side) for side in sides)


def sides_answered_for(user: Any, pairing: Pairing, verb: Verb) -> list[Side]:
    """For which sides one agrees or declines."""
    if verb.name == "agree":
        return sides_to_sign(user, pairing)
    own = [side for side in SIDES if signs_on(user, pairing, side) or acts_on(user, pairing, side)]
    return own or list(SIDES)


def side_names(pairing: Pairing, sides: list[Side]) -> list[tuple[str, str]]:
    """村居一方：五龙村."""
    return [(side.value, str(pairing.host if side == Side.HOST else pairing.other)) for side in sides]
