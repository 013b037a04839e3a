"""Rows held until the transaction ends. A round goes before its pairings, always."""

from alliances.pairing.models import Pairing, Programme

ABOUT = ("programme__region", "host", "partner", "post")
"""What the rules about a pairing read."""


def lock_programme(pk: int) -> Programme:
    rows = Programme.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("region").get(pk=pk)


def lock_pairing(pairing: Pairing) -> Pairing:
    """The pairing under its round's lock: who takes the last place of a side waits for the other."""
    programme = lock_programme(pairing.programme_id)
    rows = Pairing.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("host", "partner", "post").get(pk=pairing.pk)
    found.programme = programme
    return found
