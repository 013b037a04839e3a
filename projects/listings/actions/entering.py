"""Entering and changing: what is written in a listing, by the publisher or by staff in its name."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import transaction

from members.models import Unit
from members.places.models import Region
from members.units.models import Enrolment
from portal.api.versions import check_version
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting
from projects.listings.actions.acting import in_the_name_of, require_reason
from projects.listings.locking import lock_listing
from projects.listings.models import Category, Listing, ListKind, Need, Project, Target
from projects.listings.numbering import next_nth
from projects.listings.states import EDITABLE, LISTING_MACHINE, ListingState

AnyListing = TypeVar("AnyListing", bound=Listing)
TargetRow = Mapping[str, Any]
"""`measure`, `quantity`, `unit_of_measure`: 路灯, 32, 盏."""

BORROWED = ("title", "summary", "place", "contact_name", "contact_phone", "remark")
"""What a project takes over from the need it answers."""


def create_listing(
    model: type[AnyListing],
    *,
    by: Any,
    unit: Unit,
    category: Category,
    fields: Mapping[str, Any],
    targets: Iterable[TargetRow] = (),
    neighbourhoods: Iterable[Unit] | None = None,
    basis: str = "",
) -> AnyListing:
    """A new draft of the unit, in the category's street and year.

    - Writes the first step, in the name of the unit.
    - A project without `neighbourhoods` is for its publisher, where that is a 村居.

    Raises ValidationError by field; Forbidden; Refusal basis_needed, not_enrolled.
    """
    listing = model(
        region=category.region, year=category.year, category=category, unit=unit, entered_by=by, **fields
    )
    acting = in_the_name_of(listing, "listings.enter", by, basis)
    _check_enrolled(unit, category.region)
    check_fields(listing)
    with transaction.atomic():
        listing.nth = next_nth(listing)
        listing.save(force_insert=True)
        if isinstance(listing, Project):
            _write_parts(
                listing, targets, own_neighbourhood(unit) if neighbourhoods is None else neighbourhoods
            )
        LISTING_MACHINE.begin(listing, "登记", acting)
    return listing


def change_listing(
    listing: AnyListing,
    *,
    by: Any,
    fields: Mapping[str, Any],
    targets: Iterable[TargetRow] | None = None,
    neighbourhoods: Iterable[Unit] | None = None,
    version: int | None = None,
    reason: str = "",
) -> AnyListing:
    """Write other values. `targets` and `neighbourhoods` replace what there was, None leaves them.

    The publisher changes what is a draft or was returned; staff correct the rest, with a reason that
    stands in the trail. Raises ValidationError by field; Forbidden; Refusal stale, reason_needed,
    wrong_state, below_claimed.
    """
    with transaction.atomic():
        check_version(listing, {"version": version})
        locked = lock_listing(listing)
        acting = _correcting(locked, by, reason)
        _overwrite(locked, fields)
        if isinstance(locked, Project):
            _write_parts(locked, targets, neighbourhoods)
        if acting is not None:
            LISTING_MACHINE.note(locked, "correct", "更正", acting)
    return locked


def _overwrite(listing: Listing, fields: Mapping[str, Any]) -> None:
    """A new name is counted anew among those of its publisher."""
    title = listing.title
    for name, value in fields.items():
        setattr(listing, name, value)
    check_fields(listing)
    if listing.title != title:
        listing.nth = next_nth(listing)
    listing.version += 1
    listing.save(update_fields=["version", "nth", *fields])


def need_to_project(need: Need, *, by: Any) -> Project:
    """A draft project of the need's publisher, filled from the need. Asked twice, it is one.

    Raises Forbidden; Refusal wrong_state, no_category.
    """
    demand(by, "listings.adopt_need", need)
    with transaction.atomic():
        locked = lock_listing(need)
        if found := locked.projects.first():
            return found
        if locked.state != ListingState.PUBLISHED:
            raise Refusal("wrong_state", "需求发布后才能转为项目，请先审核发布。")
        fields = {name: getattr(locked, name) for name in BORROWED}
        fields |= {"need": locked, "due_on": locked.expected_on}
        basis = f"由需求 {locked.number} 转来"
        category = _project_category(locked)
        return create_listing(Project, by=by, unit=locked.unit, category=category, fields=fields, basis=basis)


def check_fields(listing: Listing) -> None:
    """What one row can be asked without looking at others. Raises ValidationError by field."""
    listing.clean_fields(exclude=["region", "year", "unit", "entered_by", "need", "nth"])
    listing.clean()
    if isinstance(listing, Project) and listing.remaining is not None and listing.remaining < 0:
        raise Refusal(
            "below_claimed", f"已有 {listing.claimed} 家认领，可认领家数不能少于 {listing.claimed}。"
        )


def own_neighbourhood(unit: Unit) -> list[Unit]:
    """The unit itself where it is a 村居, else nobody."""
    return [unit] if unit.neighbourhood_id else []


def _check_enrolled(unit: Unit, region: Region) -> None:
    if not Enrolment.objects.active().filter(unit=unit, region=region).exists():
        raise Refusal("not_enrolled", f"{unit}未在{region}入册，不能发布。请先办理入册。")


def _correcting(listing: Listing, by: Any, reason: str) -> Acting | None:
    """As whom a change is made. A draft's changes need no step; a correction does."""
    demand(by, "listings.change", listing)
    if listing.state in EDITABLE:
        return None
    if listing.state == ListingState.NOT_ADOPTED:
        raise Refusal("wrong_state", "暂不采用的清单项不能再改，可另行登记。")
    return Acting(by, opinion=require_reason(reason, "更正"))


def _write_parts(
    project: Project, targets: Iterable[TargetRow] | None, neighbourhoods: Iterable[Unit] | None
) -> None:
    if targets is not None:
        project.targets.all().delete()
        rows = [Target(project=project, **row) for row in targets]
        for row in rows:
            row.clean_fields(exclude=["project"])
        Target.objects.bulk_create(rows)
    if neighbourhoods is not None:
        project.neighbourhoods.set(neighbourhoods)


def _project_category(need: Need) -> Category:
    """The projects' category of the need's name, else the first of that street and year."""
    categories = Category.objects.filter(region=need.region_id, list=ListKind.PROJECT, year=need.year)
    found = categories.filter(name=need.category.name).first() or categories.first()
    if found is None:
        raise Refusal("no_category", f"还没有 {need.year} 年度的项目类别，请先到“类别设置”添加。")
    return found
