"""What a pairing's page is made of: what to do first, the text, how far it is, what was done."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from alliances.pairing.agreement.panels import agreement_panel
from alliances.pairing.badges import badge_of
from alliances.pairing.models import SIDES, Commitment, Holding, Pairing, Side
from alliances.pairing.planning import Standing, misfit
from alliances.pairing.reading import progress_of, record_ids_of
from alliances.pairing.states import KEPT, PairingState
from alliances.pairing.verbs import on_behalf, sides_to_sign, verbs_for
from alliances.records.figures import FIGURES
from alliances.records.models import Record
from alliances.records.reading import with_names
from portal.ids import id_in
from portal.permits import may
from portal.workflow.models import Step

S = PairingState
STAGES = ((S.DRAFTED, "草拟"), (S.PROPOSED, "双方同意"), (S.AGREED, "备案"), (S.FILED, "履行"))
NEXT = {S.DRAFTED: "propose", S.PROPOSED: "agree", S.AGREED: "file", S.FILED: "renew", S.EXPIRED: "renew"}
"""What most want to do with one in that state; renewing only when its end is near."""


@dataclass(frozen=True)
class Progress:
    """A commitment with how far it is; `percent` for its bar, of what was promised."""

    row: Commitment
    standing: Standing
    is_late: bool

    @property
    def done(self) -> str:
        unit = FIGURES[self.row.measure][1] if self.row.measure else "条纪实"
        return f"{self.standing.done.normalize():,f} {unit}"

    @property
    def promised(self) -> Decimal:
        return self.row.quantity or Decimal(1)

    @property
    def shown(self) -> Decimal:
        """As far as a bar goes: no further than its end."""
        return min(self.standing.done, self.promised)

    @property
    def badge(self) -> tuple[str, str]:
        if self.standing.is_met:
            return "已完成", "done"
        return ("已过期限", "late") if self.is_late else ("进行中", "running")


def pairing_page(request: HttpRequest, pairing: Pairing) -> dict[str, Any]:
    user, today = request.user, timezone.localdate()
    sees_terms = may(user, "pairings.see_terms", pairing)
    verbs = verbs_for(user, pairing)
    foremost = next((verb for verb in verbs if is_next(pairing, verb.name, today)), None)
    signing = sides_to_sign(user, pairing)
    context = {
        "pairing": pairing,
        "badge": badge_of(pairing, today),
        "facts": facts_of(pairing),
        "chain": chain_of(pairing, today),
        "term": term_of(pairing, today),
        "sees_terms": sees_terms,
        "next": foremost,
        "signing": signing,
        "signs_at_once": len(signing) == 1 and not on_behalf(user, pairing, signing),
        "others": [verb for verb in verbs if verb is not foremost],
        "waiting_for": waiting_for(pairing),
        "history": history_of(user, pairing),
        "agreement": agreement_panel(user, pairing),
        "may_change": pairing.state == S.DRAFTED and may(user, "pairings.draft", pairing),
        "may_record": pairing.state in KEPT and may(user, "pairings.record", pairing),
    }
    return context | (inside_of(request, pairing, today) if sees_terms else {})


def inside_of(request: HttpRequest, pairing: Pairing, today: dt.date) -> dict[str, Any]:
    """What both sides, the office and supervisors see."""
    commitments = list(pairing.commitments.all())
    standings, waiting = progress_of(pairing)
    rows = [
        Progress(row, standings[row.pk], standings[row.pk].is_late(row.due_on, today)) for row in commitments
    ]
    records = records_of(request.user, record_ids_of([pairing])[pairing.pk])
    linked = set(pairing.record_links.values_list("record_id", flat=True))
    chosen = id_in(request.GET.get("of", ""))
    return {
        "progress": rows,
        "waiting": [(each, choices_for(each, commitments)) for each in records if each.pk in set(waiting)],
        "records": shown_records(records, request.GET.get("month", ""), standings.get(chosen)),
        "linked": linked,
        "narrowed": next((str(row) for row in commitments if row.pk == chosen), request.GET.get("month", "")),
        "total": len(records),
        "warning": misfit_of(pairing),
        "steps": Step.objects.about(pairing).select_related("by", "for_unit").order_by("-id"),
    }


def misfit_of(pairing: Pairing) -> str:
    """What is odd about its mode; of posts nothing is."""
    if pairing.partner is None:
        return ""
    return misfit(pairing.mode, str(pairing.host.kind), str(pairing.partner.kind))


def records_of(user: Any, ids: Iterable[int]) -> list[Record]:
    """The latest first. One query."""
    seen = Record.objects.visible_to(user).filter(pk__in=list(ids))
    return list(with_names(seen).order_by("-occurred_on", "-pk"))


def shown_records(records: Sequence[Record], month: str, standing: Standing | None) -> list[Record]:
    """Those of a month ("2026-03"), or those that count for a commitment, where one was asked for."""
    if standing is not None:
        return [each for each in records if each.pk in standing.deeds]
    return [each for each in records if not month or f"{each.occurred_on:%Y-%m}" == month]


def choices_for(record: Record, commitments: Sequence[Commitment]) -> list[tuple[Commitment, list[int]]]:
    """The commitments of which one is to be chosen, each with the ids to link the record to.

    What it would count for by itself it goes on counting for: a link to one leaves out all others.
    """
    measures = Counter(row.measure for row in commitments)
    able = [row for row in commitments if row.measure and record.figures[row.measure]]
    lone = [row.pk for row in able if measures[row.measure] == 1]
    return [(row, [row.pk, *lone]) for row in able if measures[row.measure] > 1]


def facts_of(pairing: Pairing) -> list[tuple[str, str]]:
    facts = [
        ("编号", pairing.number or "提请时编号"),
        ("批次", pairing.programme.name),
        ("结对类型", pairing.get_mode_display()),
        ("期限", f"{pairing.from_on:%Y-%m-%d} 至 {pairing.last_on:%Y-%m-%d}"),
    ]
    if pairing.signed_on:
        facts.append(("签约日期", f"{pairing.signed_on:%Y-%m-%d}"))
    if pairing.post_id:
        holder = Holding.objects.in_force().filter(post_id=pairing.post_id).first()
        facts.append(("现任", str(holder) if holder else "空缺"))
    return facts


def chain_of(pairing: Pairing, today: dt.date) -> list[dict[str, str]]:
    """The four stages; the one given up ends where it was given up."""
    reached = [state for state, _ in STAGES]
    at = reached.index(S(pairing.state)) if pairing.state in reached else len(reached)
    if pairing.state not in (*reached, *KEPT):
        at = 1 if pairing.edition else 0
    return [
        {
            "label": label,
            "detail": stage_words(pairing, state),
            "state": "done" if place < at else "now" if place == at else "todo",
        }
        for place, (state, label) in enumerate(STAGES)
    ]


def stage_words(pairing: Pairing, state: S) -> str:
    if state == S.PROPOSED:
        agreed = [str(side_name(pairing, side)) for side in SIDES if pairing.agreed_by(side)]
        if pairing.state == S.PROPOSED and pairing.answer_until:
            until = f"{timezone.localtime(pairing.answer_until):%m-%d} 前答复"
            return f"{'、'.join(agreed)}已同意，{until}" if agreed else until
    if state == S.AGREED and pairing.filed_at:
        return f"{timezone.localtime(pairing.filed_at):%Y-%m-%d}"
    if state == S.FILED and pairing.state in KEPT:
        return f"至 {pairing.last_on:%Y-%m-%d}"
    return ""


def side_name(pairing: Pairing, side: str) -> Any:
    return pairing.host if side == Side.HOST else pairing.other


def term_of(pairing: Pairing, today: dt.date) -> dict[str, Any] | None:
    """How much of the term is over, in days; nothing before it begins to count."""
    if pairing.state not in KEPT:
        return None
    days = (pairing.last_on - pairing.from_on).days + 1
    over = max(0, min(days, (today - pairing.from_on).days + 1))
    left = (pairing.last_on - today).days
    words = f"还有 {left} 天" if left > 0 else "今天到期" if left == 0 else "已经结束"
    return {"days": days, "over": over, "words": words if over else "尚未开始"}


def waiting_for(pairing: Pairing) -> list[str]:
    """Whose word is missing, in words."""
    if pairing.state != S.PROPOSED:
        return []
    return [str(side_name(pairing, side)) for side in SIDES if not pairing.agreed_by(side)]


def history_of(user: Any, pairing: Pairing) -> list[tuple[str, Pairing]]:
    """The one it renews and those that renew it, as far as this person sees them. One query."""
    rows = Pairing.objects.visible_to(user).select_related("host", "partner", "post", "programme")
    found = [("续签自", row) for row in rows.filter(pk=pairing.renews_id or 0)]
    return found + [("由它续签", row) for row in rows.filter(renews=pairing).order_by("pk")]


def is_next(pairing: Pairing, name: str, today: dt.date) -> bool:
    if name != NEXT.get(S(pairing.state)):
        return False
    return name != "renew" or badge_of(pairing, today)[1] in ("soon", "plain")
