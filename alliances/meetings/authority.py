"""Words follow authority: what the office may say to whom.

To 居民区/村 of its own place and to its own departments an office assigns (交办), hurries (催办) and
supervises (督办). A bureau, a bank, a company is not its subordinate: it asks (商请), reminds (提醒), and
turns to the level above (提请上级协调). Buttons, notices and documents take their words from here.
"""

from dataclasses import dataclass

from alliances.meetings.models.resolutions import Manner

OWN_DEPARTMENTS = ("内设机构", "街镇内设机构", "所属事业单位")
"""Kinds of units that are an office's own departments, where a district keeps such a kind."""


@dataclass(frozen=True)
class Wording:
    """The words of one manner. `asks` goes before what is to be done: 请于…前办理."""

    entrust: str
    asks: str
    hurry: str
    escalate: str
    escalate_help: str


WORDINGS: dict[str, Wording] = {
    Manner.ASSIGN: Wording("交办", "请按时办结", "催办", "督办", "督办会通知责任单位，并记入流转记录。"),
    Manner.ASK: Wording(
        "商请", "请予支持办理", "提醒", "提请上级协调", "提请上级协调会通知上级党建办，责任单位不会收到督办。"
    ),
}


def manner_for(*, office_code: str, neighbourhood_code: str | None, kind: str) -> Manner:
    """How the office of the place with that code may speak to a unit.

    `neighbourhood_code`: of the 居民区/村 that the unit is, None for other units. A neighbourhood of another
    street is no subordinate.
    """
    if neighbourhood_code is not None:
        return Manner.ASSIGN if neighbourhood_code.startswith(office_code) else Manner.ASK
    return Manner.ASSIGN if kind in OWN_DEPARTMENTS else Manner.ASK
