"""The moves of a claim as pages offer them: words, what each asks for, and to whom it is offered."""

from typing import Any

from portal.permits import may
from projects.claims.actions import (
    close_claim,
    complete_claim,
    confirm_claim,
    endorse_claim,
    not_adopt_claim,
    release_claim,
    send_back_claim,
    withdraw_claim,
)
from projects.claims.closing import closing_checks
from projects.claims.models import Claim
from projects.claims.states import CLAIM_MACHINE
from projects.deciding.verbs import Verb

MOVES = CLAIM_MACHINE.moves
TO_MEND = ("请补充完成情况", "请补充成效数字", "请村居先核实")
TO_DROP = ("与其他单位认领内容重复", "项目内容有调整", "单位来电不再认领")
TO_LEAVE = ("人员调整", "资金未获批准", "时间冲突")

VERBS = {
    verb.name: verb
    for verb in (
        Verb(MOVES["confirm"], confirm_claim, "已确认认领", "确认后单位可以开始办理。"),
        Verb(MOVES["endorse"], endorse_claim, "已代表单位确认", "出资认领须由单位确认。", in_name=True),
        Verb(MOVES["complete"], complete_claim, "已提交完成", "村居核实后由党建办办结。", in_name=True),
        Verb(MOVES["close"], close_claim, "已办结", "办结后计入本单位参与情况。", checks=closing_checks),
        Verb(
            MOVES["send-back"],
            send_back_claim,
            "已退回补充",
            "写明要补什么。",
            reason=True,
            phrases=TO_MEND,
            back=True,
        ),
        Verb(
            MOVES["not-adopt"],
            not_adopt_claim,
            "已定为暂不采用",
            "名额随即空出。",
            reason=True,
            phrases=TO_DROP,
            back=True,
        ),
        Verb(
            MOVES["withdraw"],
            withdraw_claim,
            "已撤回认领",
            "名额随即空出，不影响本单位。",
            in_name=True,
            back=True,
        ),
        Verb(
            MOVES["release"],
            release_claim,
            "已退出",
            "名额随即空出，党建办会看到原因。",
            reason=True,
            in_name=True,
            phrases=TO_LEAVE,
            back=True,
        ),
    )
}


def rule_of(verb: Verb) -> str:
    return f"claims.{verb.name.replace('-', '_')}"


def verbs_for(user: Any, claim: Claim) -> list[Verb]:
    """What this user can do with the claim now, the most likely first."""
    return [
        verb
        for verb in VERBS.values()
        if CLAIM_MACHINE.can(claim, verb.name) and may(user, rule_of(verb), claim)
    ]
