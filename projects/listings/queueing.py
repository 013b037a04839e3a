"""Listings in the office's queue: those handed in, with what changed and what they may repeat."""

import datetime as dt
from dataclasses import replace
from typing import Any, cast

from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from members.places.models import OfficePolicy
from members.scope import scope_of
from portal.ids import id_in
from projects.listings.actions import not_adopt, publish, return_listing
from projects.listings.addresses import listing_url
from projects.listings.details import contact_of, steps_for
from projects.listings.facts import facts_since, last_years
from projects.listings.kinds import MODELS
from projects.listings.models import Listing, ListKind
from projects.listings.publishing import AS_SET, ASK_ALL, PairedFirst, last_years_units
from projects.listings.reserving.filling import who_is_first
from projects.listings.reserving.reading import PairedUnit, to_be_first
from projects.listings.states import ListingState
from projects.queue.sources import Decision, QueueBatch, QueueItem, QueueSource, Side

DEFAULT_DAYS = OfficePolicy._meta.get_field("review_days").default
REVIEW_TIME = ExpressionWrapper(
    Coalesce("region__policy__review_days", DEFAULT_DAYS) * Value(dt.timedelta(days=1)),
    output_field=DurationField(),
)
DUE_AT = ExpressionWrapper(F("submitted_at") + REVIEW_TIME, output_field=DateTimeField())
"""When a decision is due: the street's own review days after it was handed in, else the default."""

VERBS = {"approve": "通过", "return": "退回修改", "not-adopt": "暂不采用"}
ACTIONS = {"approve": publish, "return": return_listing, "not-adopt": not_adopt}


def waiting(user: Any, limit: int) -> QueueBatch:
    """What was handed in, in the streets where this user decides. Two queries, one with limit 0."""
    total = sum(many for _, many, _ in waiting_counts(user))
    if not limit:
        return QueueBatch([], total)
    rows = [earliest(kind, submitted(model, user))[:limit] for kind, model in MODELS.items()]
    items = [item_of(*row) for row in rows[0].union(*rows[1:], all=True)]
    return QueueBatch(saying_who_is_first(sorted(items, key=lambda item: item.due_at)[:limit]), total)


def saying_who_is_first(items: list[QueueItem]) -> list[QueueItem]:
    """Projects with the paired units that publishing them lets first."""
    prefix = f"{ListKind.PROJECT}-"
    projects = {int(item.ref.removeprefix(prefix)) for item in items if item.ref.startswith(prefix)}
    first = to_be_first(projects) if projects else {}
    words = {f"{prefix}{pk}": first_words(units) for pk, units in first.items()}
    return [replace(item, first=words.get(item.ref, "")) for item in items]


def first_words(units: list[PairedUnit]) -> str:
    """结对优先：区财政局等 2 家."""
    more = f"等 {len(units)} 家" if len(units) > 1 else ""
    return f"结对优先：{units[0].name}{more}"


def waiting_counts(user: Any) -> list[tuple[str, int, dt.datetime]]:
    """List, how many wait, when the first of them is due; without lists where nothing waits. One query."""
    counts = [
        submitted(model, user)
        .order_by()
        .values("state")
        .annotate(kind=Value(kind.value), many=Count("pk"), first=Min(DUE_AT))
        .values_list("kind", "many", "first")
        for kind, model in MODELS.items()
    ]
    return list(counts[0].union(*counts[1:], all=True))


def submitted(model: type[Listing], user: Any) -> QuerySet:
    return model.objects.filter(region__in=scope_of(user).reviewed_region_ids, state=ListingState.SUBMITTED)


def earliest(kind: ListKind, rows: QuerySet) -> QuerySet:
    """By the day a decision is due, each with whether another unit has one of the same name."""
    repeated = Exists(namesakes(rows.model))
    told = rows.annotate(kind=Value(kind.value), due_at=DUE_AT, repeated=repeated).order_by("due_at", "pk")
    return told.values_list("kind", "pk", "title", "unit__name", "submitted_at", "due_at", "repeated")


def namesakes(model: type[Listing]) -> QuerySet:
    same = model.objects.filter(region=OuterRef("region"), year=OuterRef("year"), title=OuterRef("title"))
    return same.exclude(unit=OuterRef("unit")).exclude(state=ListingState.NOT_ADOPTED)


def item_of(
    kind: str, pk: int, title: str, unit: str, at: dt.datetime, due_at: dt.datetime, repeated: bool
) -> QueueItem:
    label, day = ListKind(kind).label, timezone.localtime(at)
    return QueueItem(
        f"{kind}-{pk}", f"{title}（{label}）", f"{unit}，{day:%m月%d日}提交", due_at, int(repeated)
    )


def find(user: Any, ref: str) -> Listing | None:
    """The listing that `project-12` names, if it waits and this user may decide on it."""
    name, _, pk = ref.partition("-")
    if name not in ListKind.values:
        return None
    rows = submitted(MODELS[ListKind(name)], user).select_related("region", "unit", "category")
    return cast("Listing | None", rows.filter(pk=id_in(pk)).first())


def side(user: Any, ref: str) -> Side | None:
    listing = find(user, ref)
    if listing is None:
        return None
    earlier, first = last_years(listing), who_is_first(listing, AS_SET, ASK_ALL)
    shows = {
        "listing": listing,
        "url": listing_url(listing),
        "facts": facts_since(listing, earlier),
        "earlier": earlier,
        "contact": contact_of(listing, user),
        "repeats": repeats_of(listing),
        "renewals": last_years_units(listing),
        "first": first.words,
        "steps": steps_for(user, listing),
    }
    return Side(listing.title, "projects/listings/queue_side.html", VERBS, shows, asks_days=bool(first.units))


def repeats_of(listing: Listing) -> list[tuple[Listing, str]]:
    """Up to five entries of the same name by other units, with their pages."""
    same = type(listing).objects.filter(region=listing.region_id, year=listing.year, title=listing.title)
    others = same.exclude(unit=listing.unit_id).exclude(state=ListingState.NOT_ADOPTED)
    return [(other, listing_url(other)) for other in others.select_related("unit")[:5]]


def decide(user: Any, ref: str, decision: Decision) -> str:
    """Returns the URL that undoes it. The item was found by `side` just before."""
    kind, _, pk = ref.partition("-")
    listing = MODELS[ListKind(kind)].objects.get(pk=pk)
    said: dict[str, Any] = {"by": user, "opinion": decision.opinion}
    if decision.verb == "approve":
        said["paired"] = PairedFirst(days=decision.paired_days)
    ACTIONS[decision.verb](listing, **said)
    return listing_url(listing, "undo")


LISTINGS_TO_REVIEW = QueueSource("清单审核", waiting, side, decide)
