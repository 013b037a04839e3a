"""What pages, answers and ledgers read of pairings, for many of them in a constant number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.db import connection

from alliances.pairing.models import Commitment, CommitmentRecord, Pairing, Side
from alliances.pairing.planning import Deed, Promise, Standing, standings, unattributed
from alliances.records.figures import FIGURES
from alliances.records.models import Record, RecordShare

# A record belongs to a pairing where both sides appear in it within the term: one with a share, the other
# with a share too or as the neighbourhood it was for; and where somebody linked it.
BELONGING = """
WITH pairs AS (
  SELECT id, host_id, partner_id, from_on, COALESCE(ended_on, until_on) AS last_on
  FROM alliances_pairing
  WHERE id = ANY(%s) AND state IN ('filed', 'renewed', 'expired', 'terminated')
), sides AS (
  SELECT id, host_id AS one, partner_id AS other, from_on, last_on FROM pairs WHERE partner_id IS NOT NULL
  UNION ALL
  SELECT id, partner_id, host_id, from_on, last_on FROM pairs WHERE partner_id IS NOT NULL
)
SELECT sides.id, record.id, record.occurred_on
FROM sides
JOIN alliances_recordshare share ON share.unit_id = sides.one
JOIN alliances_record record ON record.id = share.record_id AND record.struck_at IS NULL
  AND record.occurred_on BETWEEN sides.from_on AND sides.last_on
WHERE EXISTS (
  SELECT FROM alliances_record_neighbourhoods meant
  WHERE meant.record_id = record.id AND meant.unit_id = sides.other
) OR EXISTS (
  SELECT FROM alliances_recordshare theirs
  WHERE theirs.record_id = record.id AND theirs.unit_id = sides.other
)
UNION
SELECT link.pairing_id, record.id, record.occurred_on
FROM alliances_pairingrecord link
JOIN alliances_record record ON record.id = link.record_id AND record.struck_at IS NULL
WHERE link.pairing_id = ANY(%s)
ORDER BY 3, 2
"""


def record_ids_of(pairings: Iterable[Pairing]) -> dict[int, list[int]]:
    """Pairing → ids of the records that belong to it, the earliest first. One query."""
    return {pairing: [record for record, _ in rows] for pairing, rows in _belonging(pairings).items()}


def months_of(pairings: Iterable[Pairing], year: int) -> dict[int, dict[int, int]]:
    """Pairing → month of that year → how many records. One query."""
    found: dict[int, dict[int, int]] = {}
    for pairing, rows in _belonging(pairings).items():
        months: dict[int, int] = defaultdict(int)
        for _, day in rows:
            if day.year == year:
                months[day.month] += 1
        found[pairing] = dict(months)
    return found


def deeds_of(pairings: Sequence[Pairing]) -> dict[int, list[Deed]]:
    """Pairing → its records as they count for each of its commitments. Five queries, for any number."""
    belonging = _belonging(pairings)
    ids = {record for rows in belonging.values() for record, _ in rows}
    records, shares = Record.objects.in_bulk(ids), _shares_of(ids)
    commitments, linked = _commitments_of(pairings), _links_of(pairings)

    def deed(pairing: Pairing, record: int, day: dt.date) -> Deed:
        figures = {
            row.pk: counted(records[record], shares[record], pairing, row.by_side)
            for row in commitments[pairing.pk]
        }
        return Deed(record, day, figures, frozenset(linked[pairing.pk, record]))

    return {
        pairing.pk: [deed(pairing, record, day) for record, day in belonging[pairing.pk]]
        for pairing in pairings
    }


def _shares_of(ids: Iterable[int]) -> dict[int, dict[int, Mapping[str, str]]]:
    """Record → unit → its share of the figures."""
    found: dict[int, dict[int, Mapping[str, str]]] = defaultdict(dict)
    rows = RecordShare.objects.filter(record__in=ids).values_list("record_id", "unit_id", "figures")
    for record, unit, figures in rows:
        found[record][unit] = figures
    return found


def _commitments_of(pairings: Iterable[Pairing]) -> dict[int, list[Commitment]]:
    found: dict[int, list[Commitment]] = defaultdict(list)
    for row in Commitment.objects.filter(pairing__in=[each.pk for each in pairings]):
        found[row.pairing_id].append(row)
    return found


def _links_of(pairings: Iterable[Pairing]) -> dict[tuple[int, int], set[int]]:
    """(pairing, record) → the commitments that somebody linked the record to."""
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    links = CommitmentRecord.objects.filter(commitment__pairing__in=[each.pk for each in pairings])
    rows = links.values_list("commitment__pairing_id", "record_id", "commitment_id")
    for pairing, record, commitment in rows:
        found[pairing, record].add(commitment)
    return found


def counted(
    record: Record, shares: Mapping[int, Mapping[str, str]], pairing: Pairing, side: str
) -> dict[str, Decimal]:
    """What a record counts for a commitment of that side: what the side brought; the number of events whole.

    A post has no share of its own: for it the whole record counts.
    """
    units: dict[str, list[int | None]] = {
        Side.HOST: [pairing.host_id],
        Side.PARTNER: [pairing.partner_id],
        Side.BOTH: [pairing.host_id, pairing.partner_id],
    }
    if pairing.partner_id is None and side != Side.HOST:
        return record.figures
    theirs = [shares[unit] for unit in units[side] if unit is not None and unit in shares]
    sums = {name: sum((Decimal(share.get(name, 0)) for share in theirs), Decimal(0)) for name in FIGURES}
    return sums | {"events": Decimal(record.events)}


def promises_of(commitments: Iterable[Commitment]) -> list[Promise]:
    return [Promise(row.pk, row.measure, row.quantity, row.due_on) for row in commitments]


def progress_of(pairing: Pairing) -> tuple[dict[int, Standing], list[int]]:
    """Commitment → how far it is; and the ids of records of which somebody has to say what they serve."""
    promises = promises_of(pairing.commitments.all())
    deeds = deeds_of([pairing])[pairing.pk]
    return standings(promises, deeds), unattributed(promises, deeds)


def _belonging(pairings: Iterable[Pairing]) -> dict[int, list[tuple[int, dt.date]]]:
    ids = [pairing.pk for pairing in pairings]
    found: dict[int, list[tuple[int, dt.date]]] = {pk: [] for pk in ids}
    with connection.cursor() as cursor:
        cursor.execute(BELONGING, [ids, ids])
        for pairing, record, day in cursor.fetchall():
            found[pairing].append((record, day))
    return found
