"""Rows held until the transaction ends. A scheme goes before its cycles, a cycle before its results."""

from alliances.assessment.models import Cycle, Objection, Scheme

ABOUT = ("scheme__region", "scheme__basis", "computed_by")
"""What the rules about a cycle read."""


def lock_scheme(pk: int) -> Scheme:
    rows = Scheme.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("region", "basis").get(pk=pk)


def lock_cycle(cycle: Cycle) -> Cycle:
    rows = Cycle.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related(*ABOUT).get(pk=cycle.pk)


def lock_objection(objection: Objection) -> Objection:
    """The objection under its cycle's lock: an answer and the end of the cycle wait for each other."""
    cycle = lock_cycle(objection.result.cycle)
    rows = Objection.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("result__unit", "result__party_org", "indicator").get(pk=objection.pk)
    found.result.cycle = cycle
    return found
