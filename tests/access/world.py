"""Two streets of one district with one object of each kind, and somebody in each position towards them.

Every personal name begins with 金丝雀 and every phone with 1390013, so that a page can be searched for them.
"""

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from PIL import Image

from alliances.models import Alliance
from alliances.records.actions import Account, enter_record
from members.models import Appointment, Enrolment, Region, User
from portal.exports.actions import ask_for
from portal.exports.jobs import make_now
from portal.exports.jobs import payload_of as payload_of_export
from portal.files.actions import store_upload
from portal.inbox.models import Notice
from portal.ledgers.imports.actions import begin_import, confirm
from portal.ledgers.imports.jobs import bring_in_now, payload_of, read_now
from portal.models import Export
from tests import factories as make
from tests.access.agreements_world import agreements_of
from tests.access.assessment_world import cycles_of
from tests.access.meetings_world import meetings_of
from tests.access.pairings_world import pairings_of
from tests.access.rotation_world import rotations_of
from tests.access.schemes_world import schemes_of
from tests.access.suggestions_world import suggestions_of
from tests.access.surveys_world import surveys_of
from tests.portal.documents.papers import paper_with, upload_of
from tests.portal.ledgers.importing import UNITS, book

ROLES = ("anonymous", "claimant", "publisher", "other", "office", "clerk", "stranger", "supervisor")
"""claimant: liaison of the unit with the claims; publisher: liaison of the 村居 whose listings they are;
other: liaison of a unit of the same street; office: 经办 and 审核; clerk: 经办 only; stranger: staff of
another street; supervisor: read-only over the district.
"""

CANARY_NAME, CANARY_PHONE = "金丝雀", "1390013"
PAST = dt.date(2020, 1, 1)


@dataclass(frozen=True)
class World:
    """`own` and `foreign`: what stands in the address or the body of a request, by its word in the table."""

    people: dict[str, User | None]
    own: dict[str, Any]
    foreign: dict[str, Any]


def build_world() -> World:
    canaries = count()
    home, away = make.street(), make.street("枫泾镇", "310116102")
    people, own = build_street(home, "", canaries)
    strangers, foreign = build_street(away, "枫", canaries)
    supervisor = person(canaries)
    make.appoint(supervisor, "supervisor", region=make.district())
    stranger = strangers["office"]
    return World({**people, "anonymous": None, "stranger": stranger, "supervisor": supervisor}, own, foreign)


def build_street(street: Region, mark: str, canaries: Any) -> tuple[dict[str, User | None], dict[str, Any]]:
    """`mark` begins the names of its units, which are unique within the district."""
    hood = make.neighbourhood(f"{mark}五龙村", f"{street.code}201", street)
    claimant, other = (make.member(f"{mark}{name}", street) for name in ("区财政局", "区税务局"))
    people: dict[str, User | None] = {}
    for role, unit in (("claimant", claimant), ("publisher", hood), ("other", other)):
        people[role] = liaison_of(unit, street, canaries)
    people["office"] = office = person(canaries)
    for role in ("handler", "reviewer"):
        make.appoint(office, role, region=street)
    people["clerk"] = make.appoint(person(canaries), "handler", region=street)
    things = {"street": street.pk, "code": street.code, "place": hood.neighbourhood.code}
    things |= {"place_id": hood.neighbourhood.pk, "kind": make.kind().pk}
    things |= {"unit": claimant.pk, "hood": hood.pk, "other": other.pk}
    things |= members_of(street, claimant, people, mark)
    things |= organisation_of(street, claimant, canaries)
    things |= councils_of(street, claimant)
    alliance = Alliance.objects.get(pk=things["alliance"])
    things |= rotations_of(alliance, claimant, other, people["claimant"])
    things |= listings_of(street, hood, canaries)
    things |= claims_on(street, hood, claimant, people["claimant"])
    things |= pairings_of(street, hood, claimant, office)
    things |= suggestions_of(street, hood, claimant)
    things |= agreements_of(street, hood, claimant, mark)
    things |= papers_of(street, claimant, hood, people)
    things |= schemes_of(street, things["party_org"])
    things |= cycles_of(street, claimant, people["claimant"])
    things |= surveys_of(street, claimant)
    return people, things


def members_of(street: Region, unit: Any, people: dict[str, Any], mark: str) -> dict[str, Any]:
    applied = make.EnrolmentFactory(unit__name=f"{mark}新来单位", region=street, state="applied")
    suspended = make.EnrolmentFactory(unit__name=f"{mark}停用单位", region=street, state="suspended")
    elsewhere = make.RegionFactory()
    liaison = people["claimant"]
    return {
        "enrolment": Enrolment.objects.get(unit=unit, region=street).pk,
        "applied": applied.pk,
        "suspended": suspended.pk,
        "new_unit": suspended.unit_id,
        "elsewhere": elsewhere.pk,
        "zone": make.zone(f"{mark}城南片区", [], street).pk,
        "account": liaison.pk,
        "successor": people["other"].pk,
        "appointment": Appointment.objects.get(user=liaison).pk,
    }


def organisation_of(street: Region, unit: Any, canaries: Any) -> dict[str, Any]:
    """Sites, party organisations and teams, of the unit; one of each kind that has ended."""
    kept = {"region": street, "unit": unit}
    contact = {"contact_name": a_name(canaries), "contact_phone": a_phone(canaries)}
    return {
        "site": make.SiteFactory(**kept, **contact, level="centre").pk,
        "closed_site": make.SiteFactory(**kept, **contact, state="closed").pk,
        "party_org": make.PartyOrgFactory(**kept).pk,
        "committee": make.PartyOrgFactory(region=street, level="committee").pk,
        "team": make.TeamFactory(**kept, **contact).pk,
        "dissolved_team": make.TeamFactory(**kept, **contact, state="dissolved").pk,
    }


def councils_of(street: Region, unit: Any) -> dict[str, Any]:
    """A conference with the unit in it, one without members, and one that is dissolved."""
    alliance = make.AllianceFactory(region=street, name="联席会议")
    membership = make.MembershipFactory(alliance=alliance, unit=unit)
    return {
        "alliance": alliance.pk,
        "empty_alliance": make.AllianceFactory(region=street, name="空的专委会").pk,
        "dissolved_alliance": make.AllianceFactory(region=street, name="旧专委会", state="dissolved").pk,
        "membership": membership.pk,
        "sitting": make.ConcurrentMemberFactory(alliance=alliance, unit=unit).pk,
        **meetings_of(alliance, unit),
    }


def listings_of(street: Region, hood: Any, canaries: Any) -> dict[str, Any]:
    """Each list in each state a decision begins in, under names such as `draft_need`."""
    things: dict[str, Any] = {}
    for kind in ("resource", "need", "project"):
        factory = {
            "resource": make.DraftResourceFactory,
            "need": make.DraftNeedFactory,
            "project": make.DraftProjectFactory,
        }[kind]
        things[f"{kind}_category"] = make.category(kind, f"{kind}类别", street).pk
        things[f"{kind}_filled"] = factory(region=street, unit=hood).category_id
        for place, state in enumerate(("draft", "submitted", "published", "suspended"), 1):
            shown = state in ("published", "suspended")
            row = factory(
                region=street,
                unit=hood,
                state=state,
                number=f"{street.short_name}-{kind}-{place}" if shown else None,
                serial=place if shown else None,
                published_at=timezone.now() if shown else None,
                contact_name=a_name(canaries),
                contact_phone=a_phone(canaries),
                is_public=True,
            )
            things[f"{state}_{kind}"] = row.pk
    return things


def claims_on(street: Region, hood: Any, unit: Any, liaison: Any) -> dict[str, Any]:
    """A claim of the unit in each state a move begins in, each on a project of its own."""
    things: dict[str, Any] = {}
    for place, state in enumerate(("submitted", "confirmed", "completed", "offered", "pending_unit"), 1):
        project = make.ProjectFactory(
            region=street, unit=hood, serial=100 + place, number=f"{street.short_name}-领-{place}"
        )
        project.neighbourhoods.add(hood)
        waits = timezone.now() + dt.timedelta(days=7) if state in ("offered", "pending_unit") else None
        claim = make.ClaimFactory(
            project=project,
            unit=unit,
            state=state,
            answer_until=waits,
            claimed_by=liaison,
            ordinal=1,
        )
        things[f"{state}_claim"] = claim.pk
    return things


def papers_of(street: Region, unit: Any, hood: Any, people: dict[str, Any]) -> dict[str, Any]:
    account = Account(timezone.localdate(), "32 盏路灯亮灯", figures={"pieces": 32})
    liaison = people["claimant"]
    record = enter_record(account, by=liaison, region=street, units={unit: 1}, neighbourhoods=[hood])
    notice = Notice.objects.create(recipient=liaison, key="canary", kind="提醒", title="请办理", url="/hall/")
    return {
        "record": record.pk,
        "document": make.DocumentFactory(region=street).pk,
        "shared_document": make.DocumentFactory(region=street, shared=True).pk,
        "word": lambda: upload_of(paper_with("{{ unit }}")),
        "file": store_upload(SimpleUploadedFile("灯.png", picture()), by=liaison, about=record).pk,
        "notice": notice.pk,
        **imports_of(street, people["office"]),
        **exports_of(street, people["office"]),
        "failed_carry_over": make.CarryOverFactory(
            region=street, by=people["office"], state="failed", trouble="没有权限"
        ).pk,
        "snapshot": make.SnapshotFactory(region=street, by=people["office"]).pk,
        "photo": lambda: SimpleUploadedFile("灯.png", picture()),
        "workbook": lambda: SimpleUploadedFile("台账.xlsx", book({"附记": [["无"]]})),
    }


def exports_of(street: Region, office: Any) -> dict[str, Any]:
    """One that lies ready and one that could not be made."""
    options = {"since": "2026-01-01", "until": "2026-12-31", "units": None, "parts": ["units"]}
    ready, failed = (ask_for("inspection", region=street, options=options, by=office) for _ in range(2))
    with transaction.atomic():  # as the outbox runs it
        make_now(payload_of_export(ready))
    Export.objects.filter(pk=failed.pk).update(state="failed", trouble="磁盘空间不足")
    return {"ready_export": ready.pk, "failed_export": failed.pk}


def imports_of(street: Region, office: Any) -> dict[str, Any]:
    """One that waits to be confirmed, with a row that cannot go in, and one that came in."""
    things = {}
    for state in ("ready", "imported"):
        rows = [UNITS, [1, "机关", f"{street}{state}新单位"], [2, "村", "没有的村"]]
        upload = SimpleUploadedFile("台账.xlsx", book({"成员单位": rows}))
        imp = begin_import(upload, region=street, year=2026, by=office)
        read_now(payload_of(imp, office))
        things[f"{state}_import"] = imp.pk
    imp = confirm(imp, by=office)
    bring_in_now(payload_of(imp, office))
    return things


def picture() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (4, 4)).save(drawn, "PNG")
    return drawn.getvalue()


def person(canaries: Any) -> User:
    return make.UserFactory(name=a_name(canaries), phone=a_phone(canaries))


def liaison_of(unit: Any, street: Region, canaries: Any) -> User:
    """The unit's liaison, who is also its contact in the street."""
    user, enrolment = person(canaries), Enrolment.objects.get(unit=unit, region=street)
    contacts = {"liaison_name": user.name, "liaison_phone": user.phone, "secretary_name": a_name(canaries)}
    Enrolment.objects.filter(pk=enrolment.pk).update(**contacts)
    return make.appoint(user, "liaison", enrolment=enrolment)


def a_name(canaries: Any) -> str:
    return f"{CANARY_NAME}{next(canaries):03d}"


def a_phone(canaries: Any) -> str:
    return f"{CANARY_PHONE}{next(canaries):04d}"
