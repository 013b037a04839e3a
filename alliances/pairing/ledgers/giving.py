"""结对共建 handed out: pairings that were in force at some time of the year, each as one row."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import F, Func, Q, QuerySet

from alliances.pairing.ledgers.spec import MODES
from alliances.pairing.models import Pairing
from alliances.pairing.terms import term_words
from portal.ledgers.handing_out.edition import Choices, LedgerEdition, LedgerLine

AT_A_TIME = 500
RELATED = ("programme", "host__kind", "partner__kind", "post")


def rows_of_pairings(edition: LedgerEdition) -> Iterator[LedgerLine]:
    rows = in_edition(edition).select_related(*RELATED).order_by("pk").iterator(chunk_size=AT_A_TIME)
    for place, pairing in enumerate(rows, start=1):
        line = line_of(pairing)
        yield LedgerLine({"number": place, **line.values}, line.extra)


def extras_of_pairings(edition: LedgerEdition) -> list[str]:
    named = in_edition(edition).annotate(name=Func(F("custom"), function="jsonb_object_keys"))
    return list(named.order_by("name").values_list("name", flat=True).distinct())


def choices_of_pairings(edition: LedgerEdition) -> Choices:
    return {"mode": tuple(MODES)}


def in_edition(edition: LedgerEdition) -> QuerySet[Pairing]:
    """Those that were filed, whatever became of them, and were in force on a day of the year."""
    first, last = dt.date(edition.year, 1, 1), dt.date(edition.year, 12, 31)
    rows = Pairing.objects.in_force_between(first, last).filter(programme__region=edition.region)
    if edition.unit_ids is None:
        return rows
    units = list(edition.unit_ids)
    return rows.filter(Q(host__in=units) | Q(partner__in=units))


def line_of(pairing: Pairing) -> LedgerLine:
    """The row, without its running number. Expects RELATED."""
    values = {
        "neighbourhood": pairing.host.name,
        "partner": str(pairing.other),
        "mode": pairing.get_mode_display(),
        "programme": pairing.programme.name,
        "signed_on": pairing.signed_on,
        "term": term_words(pairing.from_on, pairing.until_on),
        "content": pairing.terms,
        "ref": pairing.number,
    }
    return LedgerLine(values, pairing.custom)
