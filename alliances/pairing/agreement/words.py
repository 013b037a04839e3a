"""What an agreement says, out of the pairing and the register as they are now. No person is named."""

from typing import Any

from alliances.pairing.models import Commitment, Pairing, Side
from members.party.models import PartyOrg, PartyOrgState
from members.units.models import Unit
from portal.documents.kinds import Context
from portal.documents.words import day_words

COPIES = "肆"
"""One for each side, one for the office, one for the file."""

DRAFT = "（草案）"


def words_of(pairing: Pairing, edition: int) -> Context:
    """Of this edition; 0 for a draft."""
    programme, region = pairing.programme, pairing.programme.region
    commitments = list(pairing.commitments.order_by("ordinal"))
    return {
        "heading": f"结对共建协议书{'' if edition else DRAFT}",
        "number": pairing.number or "提请时编号",
        "edition": f"第 {edition} 版" if edition > 1 else "",
        "street": region.name,
        "programme": programme.name,
        "based_on": programme.based_on,
        "mode": pairing.get_mode_display(),
        "purpose": programme.purpose.rstrip("。"),
        "aim": pairing.aim.rstrip("。"),
        "host": pairing.host.name,
        "host_party": party_of(pairing.host),
        "partner": str(pairing.other),
        "partner_party": party_of(pairing.partner) if pairing.partner else "",
        "paragraphs": [{"text": line.strip()} for line in pairing.terms.splitlines() if line.strip()],
        "host_duties": duties_of(commitments, Side.HOST),
        "partner_duties": duties_of(commitments, Side.PARTNER),
        "joint_duties": duties_of(commitments, Side.BOTH),
        "rhythm": f"每{_months(programme.every_months)}至少共同活动一次" if programme.every_months else "",
        "from_on": day_words(pairing.from_on),
        "until_on": day_words(pairing.until_on),
        "signed_on": day_words(pairing.signed_on),
        "copies": COPIES,
        "witness": f"{region.name}党建工作办公室",
    }


def duties_of(commitments: list[Commitment], side: str) -> list[dict[str, str]]:
    """What one side undertakes, numbered within its side."""
    own = [row for row in commitments if row.by_side == side]
    return [
        {
            "number": str(place),
            "what": row.what,
            "amount": row.amount.strip(),
            "due": day_words(row.due_on),
        }
        for place, row in enumerate(own, start=1)
    ]


def party_of(unit: Unit) -> str:
    """The unit's party organisation, its highest; empty where the register knows none."""
    standing: Any = PartyOrg.objects.filter(unit=unit, state=PartyOrgState.ACTIVE)
    levels = {level: place for place, level in enumerate(PartyOrg.LEVELS)}
    found = sorted(standing, key=lambda org: (levels[org.level], org.pk))
    return found[0].name if found else ""


def _months(every: int) -> str:
    return "月" if every == 1 else f" {every} 个月"
