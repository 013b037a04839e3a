"""What follows from a pairing's terms and its records. Pure: plain values in, plain values out."""

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

VILLAGE, NEIGHBOURHOOD = "村", "居民区"
COMPANIES = frozenset({"两新组织", "非公企业", "社会组织", "国有企业"})
DAY = dt.timedelta(days=1)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day_of_term(from_on: dt.date, months: int) -> dt.date:
    """A year from 1 January ends on 31 December."""
    return months_later(from_on, months) - DAY


def misfit(mode: str, host_kind: str, partner_kind: str) -> str:
    """What is odd about this mode between units of these kinds; empty where it fits. A warning, no refusal.

    From the article on 朱泾: 村居共建 is between 村 and 居, 共驻共建 between a neighbourhood and units
    stationed in it, 自主共建 between a neighbourhood and companies or social organisations.
    """
    kinds = {host_kind, partner_kind}
    if mode == "villages" and kinds != {VILLAGE, NEIGHBOURHOOD}:
        return f"村居共建在村与居民区之间，这里是{host_kind}与{partner_kind}，请核对结对类型。"
    if mode == "stationed" and (partner_kind in COMPANIES or kinds <= {VILLAGE, NEIGHBOURHOOD}):
        return f"共驻共建在村居与驻区单位之间，{partner_kind}一般用“{_other(kinds)}”，请核对结对类型。"
    if mode == "voluntary" and partner_kind not in COMPANIES:
        return f"自主共建在村居与企业、社会组织之间，{partner_kind}一般用“共驻共建”，请核对结对类型。"
    return ""


def _other(kinds: set[str]) -> str:
    return "村居共建" if kinds <= {VILLAGE, NEIGHBOURHOOD} else "自主共建"


def fitting_mode(modes: Sequence[str], host_kind: str, partner_kind: str) -> str:
    """The first mode of a round that fits the two; its first mode where none does."""
    return next((mode for mode in modes if not misfit(mode, host_kind, partner_kind)), modes[0])


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment, as far as counting needs it. Without `measure` linked records fulfil it."""

    id: int
    measure: str = ""
    quantity: Decimal | None = None
    due_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """A record of the pairing: its day and its figures as they count for each commitment's side."""

    id: int
    on: dt.date
    figures: Mapping[int, Mapping[str, Decimal]] = field(default_factory=dict)
    linked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a commitment is: what was done, by which records, and whether that is enough."""

    done: Decimal
    deeds: tuple[int, ...]
    is_met: bool
    met_on: dt.date | None

    def is_late(self, due_on: dt.date | None, today: dt.date) -> bool:
        return not self.is_met and due_on is not None and due_on < today


def standings(promises: Sequence[Promise], deeds: Iterable[Deed]) -> dict[int, Standing]:
    """For each commitment what counts towards it.

    A record that was linked to commitments of this pairing counts there. Any other counts by itself for a
    commitment whose measure it has, where that is the pairing's only one so measured: nothing is guessed.
    """
    lone = _only_ones(promises)
    by_promise: dict[int, list[Deed]] = {promise.id: [] for promise in promises}
    for deed in sorted(deeds, key=lambda each: (each.on, each.id)):
        for promise in promises:
            if promise.id in deed.linked or (
                not deed.linked and promise.id in lone and _amount(deed, promise)
            ):
                by_promise[promise.id].append(deed)
    return {promise.id: _standing(promise, by_promise[promise.id]) for promise in promises}


def unattributed(promises: Sequence[Promise], deeds: Iterable[Deed]) -> list[int]:
    """Ids of records that have a measure some commitments share: somebody has to say which one they serve."""
    lone = _only_ones(promises)
    shared = [promise for promise in promises if promise.measure and promise.id not in lone]
    return [
        deed.id
        for deed in sorted(deeds, key=lambda each: (each.on, each.id))
        if not deed.linked and any(_amount(deed, promise) for promise in shared)
    ]


def _only_ones(promises: Sequence[Promise]) -> set[int]:
    measures = [promise.measure for promise in promises]
    return {promise.id for promise in promises if promise.measure and measures.count(promise.measure) == 1}


def _amount(deed: Deed, promise: Promise) -> Decimal:
    return deed.figures.get(promise.id, {}).get(promise.measure, Decimal(0))


def _standing(promise: Promise, deeds: Sequence[Deed]) -> Standing:
    done, met_on = Decimal(0), None
    for deed in deeds:
        done += _amount(deed, promise) if promise.measure else 1
        if met_on is None and done >= (promise.quantity or 1):
            met_on = deed.on
    return Standing(done, tuple(deed.id for deed in deeds), met_on is not None, met_on)
