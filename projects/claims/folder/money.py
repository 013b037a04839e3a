"""资金物资台账: what was promised and what was delivered, claim by claim, per unit and per project.

What was delivered is a unit's share of the period's records (decision 0006). A record may serve several
claims: its figures stand with one of them only, so that each sheet sums to what the records sum to.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from alliances.records.folder import records_of
from alliances.records.models import RecordShare
from portal.exports.inspection.asking import Inspection
from portal.exports.inspection.folder import Entry, Folder
from portal.workbooks.columns import OutColumn, OutSheet, Shown
from projects.claims.folder.claims import claims_of
from projects.claims.models import DELIVERED_IN, Claim, ClaimRecord, ContributionKind
from projects.claims.states import WORKED_ON

NO_CLAIM = "未关联认领的纪实"
AMOUNT = {"shown": Shown.MONEY, "width": 16}
Sums = dict[ContributionKind, Decimal]


def nothing() -> Sums:
    return dict.fromkeys(ContributionKind, Decimal(0))


@dataclass(slots=True)
class MoneyLine:
    """What one unit promised and delivered for one claim; without a claim what it did besides."""

    unit: str
    claim: Claim | None
    promised: Sums = field(default_factory=nothing)
    delivered: Sums = field(default_factory=nothing)

    @property
    def project(self) -> str:
        return self.claim.project.title if self.claim else NO_CLAIM


def fill(folder: Folder) -> None:
    ask = folder.ask
    lines = money_lines(ask)
    words = (
        f"承诺为所属年度的认领，到位为 {ask.since:%Y-%m-%d} 至 {ask.until:%Y-%m-%d} 的纪实；一条纪实只计一次"
    )
    sheets = [
        _sheet("按认领", ("认领编号", "项目", "单位"), _by_claim(lines), words),
        _sheet("按单位", ("单位",), _summed((line.unit, line) for line in lines), words),
        _sheet("按项目", ("项目",), _summed((line.project, line) for line in lines), words),
    ]
    folder.add_workbook(Entry(title="资金物资台账", day=ask.until), sheets)


def money_lines(ask: Inspection) -> list[MoneyLine]:
    """By the numbers of claims; what belongs to no claim comes last. Five queries."""
    lines: dict[tuple[int | None, int], MoneyLine] = {}
    for made in _promising(ask):
        lines[made.pk, made.unit_id] = MoneyLine(made.unit.name, made, _promised(made))
    for claim, unit_id, unit, delivered in _deliveries(ask):
        place = (claim.pk if claim else None, unit_id)
        line = lines.setdefault(place, MoneyLine(unit, claim))
        for kind, figure in DELIVERED_IN.items():
            line.delivered[kind] += Decimal(str(delivered.get(figure) or 0))
    return sorted(filter(_says_something, lines.values()), key=_place)


def _promising(ask: Inspection) -> Iterable[Claim]:
    claims = claims_of(ask).filter(state__in=WORKED_ON)
    if ask.unit_ids is not None:
        claims = claims.filter(unit__in=ask.unit_ids)
    return claims.prefetch_related("contributions")


def _promised(claim: Claim) -> Sums:
    """An amount named when claiming is a promise too, unless money was promised in so many words later."""
    made = {ContributionKind.MONEY: claim.amount} if claim.amount else {}
    said: dict[Any, Decimal] = {each.kind: each.promised for each in claim.contributions.all()}
    return nothing() | {ContributionKind(kind): amount for kind, amount in (made | said).items()}


def _deliveries(ask: Inspection) -> Iterator[tuple[Claim | None, int, str, dict[str, Any]]]:
    """Each share of a record once: with the unit's own claim, else with another that the record served."""
    records = records_of(ask).order_by().values("pk")
    served: dict[int, list[Claim]] = defaultdict(list)
    links = ClaimRecord.objects.filter(record__in=records, claim__project__region=ask.region)
    for link in links.select_related("claim__project").order_by("claim_id"):
        served[link.record_id].append(link.claim)
    shares = RecordShare.objects.filter(record__in=records)
    if ask.unit_ids is not None:
        shares = shares.filter(unit__in=ask.unit_ids)
    for share in shares.select_related("unit").order_by("pk").iterator(chunk_size=1000):
        claims = served.get(share.record_id, [])
        own = [claim for claim in claims if claim.unit_id == share.unit_id]
        yield next(iter(own or claims), None), share.unit_id, share.unit.name, share.figures


def _says_something(line: MoneyLine) -> bool:
    return any((*line.promised.values(), *line.delivered.values()))


def _place(line: MoneyLine) -> tuple[Any, ...]:
    claim = line.claim
    if claim is None:
        return (1, 0, 0, 0, line.unit)
    return (0, claim.project.year, claim.project.serial or 0, claim.ordinal, line.unit)


def _by_claim(lines: list[MoneyLine]) -> Iterator[list[Any]]:
    for line in lines:
        number = line.claim.number if line.claim else ""
        yield [number, line.project, line.unit, *_amounts(line.promised, line.delivered)]
    yield ["合计", "", "", *_amounts(*_total(lines))]


def _summed(named: Iterable[tuple[str, MoneyLine]]) -> Iterator[list[Any]]:
    """One row for each name, in the order they come, and what they sum to."""
    groups: dict[str, list[MoneyLine]] = defaultdict(list)
    for name, line in named:
        groups[name].append(line)
    for name, lines in groups.items():
        yield [name, *_amounts(*_total(lines))]
    yield ["合计", *_amounts(*_total([line for lines in groups.values() for line in lines]))]


def _total(lines: list[MoneyLine]) -> tuple[Sums, Sums]:
    promised, delivered = nothing(), nothing()
    for line in lines:
        for kind in ContributionKind:
            promised[kind] += line.promised[kind]
            delivered[kind] += line.delivered[kind]
    return promised, delivered


def _amounts(promised: Sums, delivered: Sums) -> list[Decimal]:
    return [sums[kind] for kind in ContributionKind for sums in (promised, delivered)]


def _sheet(tab: str, names: tuple[str, ...], rows: Iterable[list[Any]], words: str) -> OutSheet:
    amounts = [
        OutColumn(header=f"{kind.label}{what}", **AMOUNT)  # type: ignore[arg-type]
        for kind in ContributionKind
        for what in ("承诺", "到位")
    ]
    columns = [*(OutColumn(header=name, width=26) for name in names), *amounts]
    return OutSheet(tab=tab, title=f"资金物资台账（{tab}）", subtitle=words, columns=columns, rows=rows)
