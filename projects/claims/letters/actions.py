"""Handing the signed letter back."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from members.behalf import need_basis
from portal.files.actions import store_upload
from portal.files.models import StoredFile
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting
from projects.claims.actions.deciding import lock_claim
from projects.claims.letters.models import SignedLetter
from projects.claims.models import Claim
from projects.claims.states import CLAIM_MACHINE

SCANS = (StoredFile.Kind.PDF, StoredFile.Kind.IMAGE)


def hand_in_letter(claim: Claim, scan: UploadedFile, *, by: Any, basis: str = "") -> SignedLetter:
    """Keep the scan with the claim and write it into its trail. The same scan again stays one.

    Refusals: letter_not_scanned (neither PDF nor photo), basis_needed, and those of uploads.
    """
    with transaction.atomic():
        locked = lock_claim(claim.pk)
        demand(by, "claims.hand_in_letter", locked)
        need_basis(by, locked.unit_id, locked.project.region_id, basis, doing="代单位上传认领书")
        file = store_upload(scan, by=by, about=locked)
        if file.kind not in SCANS:
            raise Refusal("letter_not_scanned", "请上传签字盖章后的扫描件：PDF 或照片。Word 文件不算签章件。")
        same = SignedLetter.objects.filter(claim=locked, file__sha256=file.sha256).first()
        if same is not None:
            file.delete()
            return same
        letter = SignedLetter.objects.create(claim=locked, file=file, by=by, basis=basis)
        acting = Acting(by, for_unit=locked.unit, opinion=file.original_name, basis=basis)
        CLAIM_MACHINE.note(locked, "letter", "上传签章认领书", acting)
    return letter
