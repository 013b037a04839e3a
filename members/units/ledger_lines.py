"""The register of units handed out as a sheet of a ledger."""

from collections.abc import Iterator

from django.db.models import F, Func

from members.units.models import Enrolment, EnrolmentQuerySet, UnitKind
from members.units.states import LIVE, TAKING_PART
from portal.ledgers.handing_out.edition import Choices, LedgerEdition, LedgerLine

AT_A_TIME = 500
SIGN = "单位"
OF_UNIT = ("name", "uscc", "party_form", "party_members", "superior", "address")
OF_ENROLMENT = ("number", "from_on", "secretary_name", "liaison_name", "liaison_phone")


def ref_of(unit_id: int) -> str:
    """What a ledger calls a unit for good, whatever its name."""
    return f"{SIGN}{unit_id}"


def unit_id_of(ref: str) -> int | None:
    """The id that a 系统编号 names; None for anything else."""
    digits = ref.removeprefix(SIGN)
    return (
        int(digits)
        if ref.startswith(SIGN) and digits.isascii() and digits.isdigit() and len(digits) < 16
        else None
    )


def rows_of_units(edition: LedgerEdition) -> Iterator[LedgerLine]:
    """Who takes part in the street, as numbered in its register."""
    rows = enrolled(edition).select_related("unit__kind")
    ordered = rows.order_by(F("number").asc(nulls_last=True), "pk")
    return map(line_of, ordered.iterator(chunk_size=AT_A_TIME))


def extras_of_units(edition: LedgerEdition) -> list[str]:
    """The custom fields that any of the rows has."""
    names = enrolled(edition).annotate(name=Func(F("custom"), function="jsonb_object_keys"))
    return list(names.order_by("name").values_list("name", flat=True).distinct())


def choices_of_units(edition: LedgerEdition) -> Choices:
    return {"kind": tuple(UnitKind.objects.order_by("sort", "pk").values_list("name", flat=True))}


def enrolled(edition: LedgerEdition) -> EnrolmentQuerySet:
    rows = Enrolment.objects.filter(region=edition.region)
    if edition.unit_ids is not None:
        rows = rows.filter(unit__in=edition.unit_ids)
    return rows.filter(state__in=TAKING_PART if edition.shown_only else LIVE)


def line_of(enrolment: Enrolment) -> LedgerLine:
    """Expects unit and kind to be selected."""
    unit = enrolment.unit
    values = {name: getattr(unit, name) for name in OF_UNIT}
    values |= {name: getattr(enrolment, name) for name in OF_ENROLMENT}
    said = {
        "kind": unit.kind.name,
        "aliases": "、".join(unit.aliases),
        "system_state": enrolment.get_state_display(),
        "ref": ref_of(unit.pk),
    }
    return LedgerLine(values | said, enrolment.custom)
