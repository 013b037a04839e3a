"""Taking a year's lists over into the next: as drafts, with all that was written in them."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max

from members.places.models import Region
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting
from projects.listings.kinds import MODELS
from projects.listings.locking import stand_in_line
from projects.listings.models import Category, Listing, ListKind, Project, Target
from projects.listings.states import LISTING_MACHINE
from projects.yearly.carried import still_to_carry
from projects.yearly.planning import carried_fields

ENTRY = ("id", "year", "serial", "number", "category_id", "nth", "carried_from_id", "grams", "version")
COURSE = ("state", "entered_by_id", "created_at", "submitted_at", "published_at")
CHECKED = ("verified_on", "verified_by_id")
CLAIMS = ("need_id", "claimed", "reserved_until")
NOT_COPIED = frozenset([*ENTRY, *COURSE, *CHECKED, *CLAIMS])
"""What belongs to the one year: its course, its claims, who had checked it."""

AT_A_TIME = 500
"""Entries between two tellings of how far it is."""

Tell = Callable[[int, int, str], None]
"""Told how far it is: entries done, entries in all, what is being done (in Chinese)."""


def tell_nobody(done: int, total: int, said: str) -> None:
    """For whoever does not wait to be told."""


@dataclass(slots=True)
class CarriedOver:
    """How many drafts came of each list."""

    drafts: dict[ListKind, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.drafts.values())


def carry_over(
    region: Region,
    *,
    from_year: int,
    to_year: int,
    kinds: Collection[ListKind],
    by: Any,
    leave_out: Collection[tuple[ListKind, int]] = (),
    tell: Tell = tell_nobody,
) -> CarriedOver:
    """Copy what stood in `from_year` as drafts of `to_year`, with categories, targets and 村居.

    What has a successor already is passed over, so asking again brings only what was added since.
    `leave_out` names entries by list and id. Raises Forbidden; Refusal wrong_year.
    """
    demand(by, "yearly.carry_over", region)
    check_years(from_year, to_year)
    done = CarriedOver()
    with transaction.atomic():
        earlier = {
            kind: _still_there(kind, region, from_year, to_year, leave_out)
            for kind in ListKind
            if kind in kinds
        }
        total = sum(map(len, earlier.values()))
        for kind, rows in earlier.items():
            for some in _carried(kind, region, rows, to_year, by):
                done.drafts[kind] = done.drafts.get(kind, 0) + some
                tell(done.total, total, f"正在沿用{kind.label}清单")
            done.drafts.setdefault(kind, 0)
    return done


def check_years(from_year: int, to_year: int) -> None:
    if to_year <= from_year:
        raise Refusal("wrong_year", "要沿用到的年度须晚于原来的年度，请重新选择。")


def _still_there(
    kind: ListKind, region: Region, from_year: int, to_year: int, leave_out: Collection
) -> list[Listing]:
    """All who name or carry entries of that list and year stand in line, so nothing is carried twice."""
    stand_in_line("name", MODELS[kind](region=region, year=to_year))
    left = {pk for of, pk in leave_out if of == kind}
    return list(still_to_carry(kind, region, from_year).exclude(pk__in=left))


def _carried(kind: ListKind, region: Region, earlier: list[Listing], year: int, by: Any) -> Iterator[int]:
    """Copy them some at a time; gives how many each time."""
    drafts = _drafts(kind, region, earlier, year, by) if earlier else []
    for start in range(0, len(earlier), AT_A_TIME):
        before, now = (rows[start : start + AT_A_TIME] for rows in (earlier, drafts))
        MODELS[kind].objects.bulk_create(now)
        if kind == ListKind.PROJECT:
            _copy_parts(before, now)
        LISTING_MACHINE.begin_many("登记", _begun(before, now, by))
        yield len(now)


def _drafts(kind: ListKind, region: Region, earlier: list[Listing], year: int, by: Any) -> list[Listing]:
    categories = _categories(kind, region, earlier, year)
    names = _names_given(kind, region, year)
    found = []
    for before in earlier:
        name = (before.unit_id, before.title)
        names[name] = names.get(name, 0) + 1
        draft = _draft_of(before, year)
        draft.category_id, draft.nth, draft.entered_by = categories[before.category_id], names[name], by
        found.append(draft)
    return found


def _names_given(kind: ListKind, region: Region, year: int) -> dict[tuple[int, str], int]:
    """The last `nth` of each name that a publisher has given in the year already."""
    there = MODELS[kind].objects.filter(region=region, year=year).order_by()
    named = there.values_list("unit_id", "title").annotate(last=Max("nth"))
    return {(unit, title): last for unit, title, last in named}


def _draft_of(before: Listing, year: int) -> Listing:
    copied = {
        each.attname: getattr(before, each.attname)
        for each in before._meta.concrete_fields
        if each.attname not in NOT_COPIED
    }
    copied["carried_from_id"] = before.pk
    return type(before)(year=year, **carried_fields(copied, year - before.year))


def _categories(kind: ListKind, region: Region, earlier: list[Listing], year: int) -> dict[int, int]:
    """For each category in use the one of the same path in the new year, made where there is none."""
    old = {row.pk: row for row in Category.objects.filter(region=region, list=kind, year=earlier[0].year)}
    twins: dict[int | None, Category | None] = {None: None}

    def twin(pk: int | None) -> Category | None:
        if pk not in twins:
            source = old[pk]  # type: ignore[index]  # None is there from the start
            twins[pk], _ = Category.objects.get_or_create(
                region=region,
                list=kind,
                year=year,
                parent=twin(source.parent_id),
                name=source.name,
                defaults={"sort": source.sort},
            )
        return twins[pk]

    return {pk: found.pk for pk in {row.category_id for row in earlier} if (found := twin(pk))}


def _copy_parts(earlier: list[Any], drafts: list[Any]) -> None:
    successors = {before.pk: draft.pk for before, draft in zip(earlier, drafts, strict=True)}
    Target.objects.bulk_create(
        Target(
            project_id=successors[row.project_id],
            measure=row.measure,
            quantity=row.quantity,
            unit_of_measure=row.unit_of_measure,
        )
        for row in Target.objects.filter(project__in=successors).order_by("pk")
    )
    link = Project.neighbourhoods.through
    link.objects.bulk_create(
        link(project_id=successors[row.project_id], unit_id=row.unit_id)
        for row in link.objects.filter(project__in=successors).order_by("pk")
    )


def _begun(earlier: list[Listing], drafts: list[Listing], by: Any) -> Iterable[tuple[Listing, Acting]]:
    return (
        (draft, Acting(by, for_unit=draft.unit, basis="年度沿用", opinion=f"沿用自 {before.number}"))
        for before, draft in zip(earlier, drafts, strict=True)
    )
