"""轮值均衡情况: the sentence and the table under it, from what was published."""

import datetime as dt
from dataclasses import dataclass

from alliances.rotation.models import Duty, DutyChange, Exemption, Rotation, Seat
from alliances.rotation.periods import period_words
from alliances.rotation.planning import Balance, Stood, Turn, balances, whole_time
from alliances.rotation.reading import Order


@dataclass(frozen=True)
class Share:
    """A unit's line: what it was planned for and served, and the reasons where the two differ."""

    seat: Seat
    balance: Balance
    reasons: list[str]
    next_words: str


@dataclass(frozen=True)
class Fairness:
    sentence: str
    shares: list[Share]


def fairness_of(rotation: Rotation, order: Order, projected: list[Turn], today: dt.date) -> Fairness:
    """Of all who sit in the order today or later. Four queries."""
    rows = Duty.objects.standing().filter(rotation=rotation).order_by("period", "slot")
    values = rows.values_list("period", "planned_seat__unit_id", "holder_id")
    duties = [Stood(period, planned, holder, period <= today) for period, planned, holder in values]
    seats = list(
        Seat.objects.filter(rotation=rotation)
        .exclude(until_on__lt=today)
        .select_related("unit")
        .order_by("position")
    )
    lines = {line.unit: line for line in balances([seat.unit_id for seat in seats], duties, projected)}
    reasons = _reasons(rotation)
    cadence = rotation.cadence_months
    shares = [
        Share(
            seat,
            lines[seat.unit_id],
            reasons.get(seat.unit_id, []),
            period_words(at, cadence) if (at := lines[seat.unit_id].next_on) else "",
        )
        for seat in seats
    ]
    return Fairness(sentence_of(duties, order), shares)


def sentence_of(duties: list[Stood], order: Order) -> str:
    """Of those who were in the order all the time, the most and the fewest planned turns."""
    if not duties:
        return "还没有公布的轮值。"
    whole = whole_time(order.places, order.spans, duties[0].period, duties[-1].period)
    if len(whole) < 2:
        return "在列时间各不相同，先后按次序轮流；每家的次数和原因见下表。"
    planned = [duty.planned_unit for duty in duties]
    counts = [planned.count(unit) for unit in whole]
    most, fewest = max(counts), min(counts)
    return f"全程在列的 {len(whole)} 家，排定最多 {most} 次、最少 {fewest} 次，相差 {most - fewest} 次。"


def _reasons(rotation: Rotation) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    exempt = Exemption.objects.filter(seat__rotation=rotation, cancelled_at=None).select_related("seat")
    for each in exempt:
        words = f"{each.from_on:%Y-%m} 至 {each.until_on:%Y-%m} 免轮：{each.reason}"
        found.setdefault(each.seat.unit_id, []).append(words)
    changes = DutyChange.objects.filter(duty__rotation=rotation).select_related(
        "from_unit", "to_unit", "duty__rotation"
    )
    for change in changes:
        how, why = change.get_kind_display(), f"（{change.reason}）" if change.reason else ""
        given = f"{change.duty.words}{how}给{change.to_unit}{why}"
        taken = f"{change.duty.words}{how}自{change.from_unit}{why}"
        found.setdefault(change.from_unit_id, []).append(given)
        found.setdefault(change.to_unit_id, []).append(taken)
    return found
