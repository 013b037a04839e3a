"""Handing the signed agreement in."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from alliances.pairing.agreement.models import SignedAgreement
from alliances.pairing.agreement.rules import ATTACHABLE
from alliances.pairing.locking import lock_pairing
from alliances.pairing.models import Pairing
from alliances.pairing.rules import on_behalf
from alliances.pairing.states import PAIRING_MACHINE
from members.behalf import refuse_without_basis
from portal.files.actions import store_upload
from portal.files.models import StoredFile
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, wrong_state

SCANS = (StoredFile.Kind.PDF, StoredFile.Kind.IMAGE)


def hand_in_scan(pairing: Pairing, scan: UploadedFile, *, by: Any, basis: str = "") -> SignedAgreement:
    """Keep the scan with the pairing and write it into its trail. The same scan again stays one.

    Refusals: wrong_state (not proposed yet, or given up), not_scanned (neither PDF nor photo), basis_needed,
    and those of uploads.
    """
    with transaction.atomic():
        locked = lock_pairing(pairing)
        demand(by, "pairings.hand_in_scan", locked)
        if on_behalf(by, locked):
            refuse_without_basis(basis, "代双方上传签章件")
        if locked.state not in ATTACHABLE:
            raise wrong_state(locked, "上传签章件")
        file = store_upload(scan, by=by, about=locked)
        if file.kind not in SCANS:
            raise Refusal("not_scanned", "请上传签字盖章后的扫描件：PDF 或照片。Word 文件不算签章件。")
        same = locked.signed_agreements.filter(file__sha256=file.sha256).first()
        if same is not None:
            file.delete()
            return same
        signed = SignedAgreement.objects.create(
            pairing=locked, edition=locked.edition, file=file, by=by, basis=basis
        )
        acting = Acting(by, opinion=file.original_name, basis=basis)
        PAIRING_MACHINE.note(locked, "scan", "上传协议签章件", acting)
    return signed
