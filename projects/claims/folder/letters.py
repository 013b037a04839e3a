"""认领书: signed and scanned where it came back, else as the portal writes it."""

from django.db.models import Count, Sum
from django.utils.timezone import localdate
from jinja2 import TemplateError

from portal.exports.inspection.asking import Inspection
from portal.exports.inspection.folder import Entry, Folder
from portal.exports.kinds import Estimate
from projects.claims.folder.claims import claims_of
from projects.claims.letters.kind import write_letter
from projects.claims.letters.models import SignedLetter
from projects.claims.models import Claim, ClaimQuerySet
from projects.claims.states import WORKED_ON

LETTER_BYTES = 40_000
BROKEN = "单位自定的认领书模板有错，请在“文书模板”里更换后重新制作"


def estimate(ask: Inspection) -> Estimate:
    count = confirmed(ask).count()
    signed = SignedLetter.objects.filter(claim__in=confirmed(ask).order_by().values("pk"))
    scans = signed.aggregate(count=Count("pk"), bytes=Sum("file__size"))
    return Estimate(count, (count * LETTER_BYTES) + (scans["bytes"] or 0))


def fill(folder: Folder) -> None:
    for claim in confirmed(folder.ask).select_related("project__region").iterator(chunk_size=100):
        _add(folder, claim)


def confirmed(ask: Inspection) -> ClaimQuerySet:
    return claims_of(ask).filter(state__in=WORKED_ON)


def _add(folder: Folder, claim: Claim) -> None:
    title = f"{claim.unit}认领“{claim.project}”认领书"
    name, day = f"{claim.number} {claim.unit}", localdate(claim.confirmed_at)
    signed = SignedLetter.objects.filter(claim=claim).select_related("file").first()
    if signed:
        entry = Entry(title=title, number=claim.number, day=day, remark="签章件")
        folder.add_file(entry, name, signed.file.on_disk)
        return
    entry = Entry(title=title, number=claim.number, day=day, remark="系统生成，未签章")
    try:
        letter = write_letter(claim, by=folder.ask.user)
    except TemplateError:
        folder.lack(Entry(title=title, number=claim.number, remark=BROKEN))
    else:
        folder.add_written(entry, f"{name}.docx", lambda file: file.write(letter))
