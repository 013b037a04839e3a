"""Each edition of an agreement is kept: its words when it is proposed, its Word file when first asked for."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import Http404

from alliances.pairing.agreement.kind import PAIRING_AGREEMENT
from alliances.pairing.agreement.models import Agreement
from alliances.pairing.agreement.words import DRAFT, words_of
from alliances.pairing.models import Pairing
from alliances.pairing.states import PairingState
from portal.documents.making import filled, make_document, template_in_use
from portal.files.actions import store_upload

TITLE = "结对共建协议书"


def keep_words(pairing: Pairing) -> Agreement:
    """The words of the present edition, from now on what it says; the same edition again stays one."""
    words = words_of(pairing, pairing.edition)
    kept, _ = Agreement.objects.get_or_create(
        pairing=pairing, edition=pairing.edition, defaults={"words": words}
    )
    return kept


def agreement_of(pairing: Pairing, *, by: Any, edition: int | None = None) -> tuple[bytes, str]:
    """The Word file and its name, without the ending: the present text, or an earlier edition.

    A draft is written anew each time and says so. Raises Http404 for an edition there never was.
    """
    if edition is None and pairing.state == PairingState.DRAFTED:
        name = f"{TITLE}{DRAFT} {pairing}"
        return make_document(PAIRING_AGREEMENT, pairing, region=pairing.programme.region, by=by), name
    kept = _kept(pairing, pairing.edition if edition is None else edition)
    said = kept.words
    name = f"{TITLE} {said['number']} {said['host']} {said['partner']}{_version(kept)}"
    return _file_of(kept, pairing, by), name


def _kept(pairing: Pairing, edition: int) -> Agreement:
    """One withdrawn as a draft never had an edition; one that came from a ledger gets its words now."""
    if not 1 <= edition <= pairing.edition:
        raise Http404
    kept = Agreement.objects.filter(pairing=pairing, edition=edition).first()
    if kept is None and edition == pairing.edition and pairing.state != PairingState.DRAFTED:
        return keep_words(pairing)
    if kept is None:
        raise Http404
    return kept


def _file_of(kept: Agreement, pairing: Pairing, by: Any) -> bytes:
    """Written once, by whoever asks first; others who ask at that moment wait for it."""
    with transaction.atomic():
        held = Agreement.objects.select_for_update(of=("self",)).select_related("file").get(pk=kept.pk)
        if held.file is None:
            content = filled(template_in_use(PAIRING_AGREEMENT, pairing.programme.region), held.words)
            upload = SimpleUploadedFile(f"{TITLE} {held.words['number']}.docx", content)
            held.file = store_upload(upload, by=by, about=pairing)
            held.save(update_fields=["file"])
    return held.file.on_disk.read_bytes()


def _version(kept: Agreement) -> str:
    return f" 第{kept.edition}版" if kept.edition > 1 else ""
