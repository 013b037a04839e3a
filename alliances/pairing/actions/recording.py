"""共建纪实 of a pairing: entered once, linked to it and to what it fulfils."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from alliances.pairing.locking import lock_pairing
from alliances.pairing.models import Commitment, CommitmentRecord, Pairing, PairingRecord
from alliances.pairing.rules import on_behalf
from alliances.pairing.states import KEPT, PAIRING_MACHINE
from alliances.records.actions import Account, enter_record
from alliances.records.models import Record
from members.behalf import refuse_without_basis
from members.seeing import refuse_unseen
from members.units.models import Unit
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, wrong_state


def record_visit(
    pairings: Sequence[Pairing],
    account: Account,
    *,
    by: Any,
    units: dict[Unit, int] | None = None,
    neighbourhoods: Sequence[Unit] | None = None,
    commitments: Iterable[Commitment] = (),
    basis: str = "",
) -> Record:
    """Enter one record of something these pairs did (a visit, a joint activity) and link it to each.

    Without `units` the partners took part alike (the host, where a post is paired), without
    `neighbourhoods` it was for the hosts that are 村居. Refusals: wrong_state, not_in_term, basis_needed,
    not_of_this_pairing, and those of `enter_record`.
    """
    with transaction.atomic():
        locked = [_open(each, account, by, basis) for each in sorted(pairings, key=lambda row: row.pk)]
        record = enter_record(
            account,
            by=by,
            region=locked[0].programme.region,
            units=units or dict.fromkeys((each.partner or each.host for each in locked), 1),
            neighbourhoods=_hosts(locked) if neighbourhoods is None else neighbourhoods,
            basis=basis,
        )
        for each in locked:
            _link(each, record, by, basis)
        _attribute(record, locked, commitments)
    return record


def link_record(pairing: Pairing, record: Record, *, by: Any, commitments: Iterable[Commitment] = ()) -> None:
    """归入: a record that is there already belongs to this pairing, and to these of its commitments only.

    Refusals: wrong_state, not_in_term, not_seen, struck, not_of_this_pairing.
    """
    with transaction.atomic():
        locked = lock_pairing(pairing)
        demand(by, "pairings.record", locked)
        _refuse_unfit(locked, record.occurred_on)
        refuse_unseen(record, by)
        if record.struck_at:
            raise Refusal("struck", "这条纪实已作废，不能归入。")
        CommitmentRecord.objects.filter(record=record, commitment__pairing=locked).delete()
        _link(locked, record, by, "")
        _attribute(record, [locked], commitments)


def unlink_record(pairing: Pairing, record: Record, *, by: Any) -> None:
    """取消归入. What both sides did together within the term still counts by itself."""
    with transaction.atomic():
        locked = lock_pairing(pairing)
        demand(by, "pairings.record", locked)
        CommitmentRecord.objects.filter(record=record, commitment__pairing=locked).delete()
        if PairingRecord.objects.filter(record=record, pairing=locked).delete()[0]:
            PAIRING_MACHINE.note(locked, "unlink", "取消归入纪实", Acting(by, opinion=record.summary))


def _open(pairing: Pairing, account: Account, by: Any, basis: str) -> Pairing:
    locked = lock_pairing(pairing)
    demand(by, "pairings.record", locked)
    _refuse_unfit(locked, account.occurred_on)
    if on_behalf(by, locked):
        refuse_without_basis(basis)
    return locked


def _refuse_unfit(pairing: Pairing, day: Any) -> None:
    if pairing.state not in KEPT:
        raise wrong_state(pairing, "登记纪实")
    if not pairing.is_in_force(day):
        raise Refusal(
            "not_in_term",
            f"日期不在结对期内（{pairing.from_on:%Y-%m-%d} 至 {pairing.last_on:%Y-%m-%d}），请核对。",
        )


def _hosts(pairings: Iterable[Pairing]) -> list[Unit]:
    return [each.host for each in pairings if each.host.neighbourhood_id is not None]


def _link(pairing: Pairing, record: Record, by: Any, basis: str) -> None:
    _, is_new = PairingRecord.objects.get_or_create(pairing=pairing, record=record)
    if is_new:
        PAIRING_MACHINE.note(pairing, "record", "登记纪实", Acting(by, opinion=record.summary, basis=basis))


def _attribute(record: Record, pairings: Sequence[Pairing], commitments: Iterable[Commitment]) -> None:
    rows = list(commitments)
    if {row.pairing_id for row in rows} - {each.pk for each in pairings}:
        raise Refusal("not_of_this_pairing", "所选的共建事项不属于这个结对，请核对。")
    CommitmentRecord.objects.bulk_create(
        [CommitmentRecord(commitment=row, record=record) for row in rows], ignore_conflicts=True
    )
