"""What each row of 结对共建 says about the pairing it means: one on record, or a new one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from alliances.pairing.ledgers.giving import line_of
from alliances.pairing.ledgers.recognising import Meant, PairingRecogniser
from alliances.pairing.ledgers.spells import Spells, spell_of
from alliances.pairing.models import POST_MODES, Mode, Pairing, Post, Programme
from alliances.pairing.planning import fitting_mode, misfit
from alliances.pairing.states import PairingState
from alliances.pairing.terms import Term, read_term
from members.units.models import Unit
from portal.ledgers.changes import CLEARED, differing
from portal.ledgers.extras import custom_fields
from portal.ledgers.handing_out.same import changed_extras, unchanged_keys
from portal.ledgers.naming import name_key
from portal.ledgers.outcomes import RowProblem, SheetOutcome
from portal.ledgers.results import LedgerRow
from portal.ledgers.taking import Intake

BETWEEN_UNITS = (Mode.VILLAGES, Mode.STATIONED, Mode.VOLUNTARY)
COLUMNS = {
    "mode": "mode",
    "programme_id": "programme",
    "host_id": "neighbourhood",
    "partner_id": "partner",
    "post_id": "partner",
    "from_on": "term",
    "until_on": "term",
    "terms": "content",
}
"""What both agreed to, and the columns that say it."""

AGREED = "协议已备案，内容不由台账更改；如需变更请办理续签或终止"
OVER = "这个结对{state}，内容没有改"


@dataclass(slots=True)
class Entry:
    """One row and its pairing, which may be unsaved; `wanted` is what is to be written over one on record."""

    row: LedgerRow
    pairing: Pairing
    is_new: bool
    wanted: dict[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)


class EntryReader:
    """Goes through a sheet's rows from top to bottom. Asks the same few queries, however many rows."""

    def __init__(self, intake: Intake, outcome: SheetOutcome) -> None:
        self.intake, self.outcome = intake, outcome
        self.recogniser = PairingRecogniser(intake, outcome)
        self.programmes = self.recogniser.programmes
        self.made: list[Programme] = []
        self.standing = Spells((row, row.programme.name) for row in self.recogniser.on_record)

    def entries(self) -> list[Entry]:
        custom, left_out = custom_fields(self.outcome.sheet)
        self.outcome.warnings += left_out
        found = []
        for row in self.intake.progress.through(self.outcome.sheet.accepted):
            try:
                found.append(self._entry(row, custom[row.row]))
            except RowProblem as problem:
                self.outcome.reject(row, problem.key, problem.reason)
        return found

    def _entry(self, row: LedgerRow, custom: dict[str, str]) -> Entry:
        meant = self.recogniser.meant(row)
        if meant.pairing is None:
            return self._new(row, meant, custom)
        return self._known(row, meant.pairing, meant, custom)

    def _new(self, row: LedgerRow, meant: Meant, custom: dict[str, str]) -> Entry:
        programme = self._programme(row)
        pairing = Pairing(
            programme=programme,
            host=meant.host,
            **_side(meant.other),
            mode=self._mode(row, programme, meant),
            state=PairingState.FILED,
            from_ledger=True,
            signed_on=row.values["signed_on"],
            terms=row.values["content"] or "",
            custom=custom,
        )
        pairing.from_on, pairing.until_on = self._span(row, programme, row.values["signed_on"])
        self._check(pairing, programme)
        self.standing.add(spell_of(pairing, programme.name))
        self._tell_odd(row, pairing)
        return Entry(row, pairing, is_new=True)

    def _known(self, row: LedgerRow, pairing: Pairing, meant: Meant, custom: dict[str, str]) -> Entry:
        """Only cells that say something else than the records would have handed out say anything."""
        line = line_of(pairing)
        same = unchanged_keys(row, line, row.raw)
        text = self._text(row, pairing, meant, same)
        wanted: dict[str, Any] = {"custom": changed_extras(custom, line)}
        if "signed_on" not in same:
            wanted["signed_on"] = row.values["signed_on"]
        text = differing(pairing, text)
        if text and self._may_change(row, pairing, text):
            changed = self._changed(pairing, text, meant)
            self._check(changed, changed.programme)
            self.standing.replace(spell_of(changed, changed.programme.name))
            nothing = {name: CLEARED for name, value in text.items() if value is None}
            wanted |= {**text, **nothing, "edition": pairing.edition + 1}
        return Entry(row, pairing, is_new=False, wanted=wanted, before={**pairing.custom, **line.values})

    def _text(self, row: LedgerRow, pairing: Pairing, meant: Meant, same: set[str]) -> dict[str, Any]:
        """What the row says of the text, where its cells say anything new."""
        text: dict[str, Any] = {}
        if meant.host.pk != pairing.host_id:
            text["host_id"] = meant.host.pk
        if meant.other != pairing.other:
            text |= {f"{name}_id": side and side.pk for name, side in _side(meant.other).items()}
        if "mode" not in same and row.values["mode"]:
            text["mode"] = row.values["mode"]
        if "programme" not in same and row.values["programme"]:
            text["programme_id"] = self._programme(row).pk
        if "content" not in same:
            text["terms"] = row.values["content"]
        if "term" not in same and row.values["term"]:
            signed_on = row.values["signed_on"] or pairing.signed_on or pairing.from_on
            text["from_on"], text["until_on"] = self._span(row, pairing.programme, signed_on, pairing)
        return text

    def _may_change(self, row: LedgerRow, pairing: Pairing, text: Mapping[str, Any]) -> bool:
        """A text that both secretaries agreed to is theirs; one copied from a ledger follows the ledger."""
        column = next(COLUMNS[name] for name in text)
        if not pairing.from_ledger:
            self.outcome.warn(row, column, AGREED)
            return False
        if pairing.state != PairingState.FILED:
            self.outcome.warn(row, column, OVER.format(state=pairing.get_state_display()))
            return False
        return True

    def _changed(self, pairing: Pairing, text: Mapping[str, Any], meant: Meant) -> Pairing:
        """As it would be."""
        names = {each.attname: getattr(pairing, each.attname) for each in Pairing._meta.concrete_fields}
        changed = Pairing(**{**names, **text})
        changed.host = meant.host
        for name, side in _side(meant.other).items():
            setattr(changed, name, side)
        known = [*self.programmes.values()]
        changed.programme = next(row for row in known if row.pk == changed.programme_id)
        return changed

    def _check(self, pairing: Pairing, programme: Programme) -> None:
        if pairing.partner_id == pairing.host_id:
            raise RowProblem("partner", "不能和自己结对，没有导入")
        if (pairing.mode in POST_MODES) != (pairing.post_id is not None):
            raise RowProblem(
                "mode", f"{pairing.get_mode_display()}与所选的一方不符：岗位只用于双结对和企业指导员"
            )
        if pairing.until_on < pairing.from_on:
            raise RowProblem("term", "截止日期在起始日期之前，请核对")
        self.standing.check(spell_of(pairing, programme.name), pairing, programme)

    def _programme(self, row: LedgerRow) -> Programme:
        """By its name in the street; one that is not there yet is made, with its rows' modes and days."""
        name = row.values["programme"] or f"{self.intake.year}年结对共建"
        found = self.programmes.get(name_key(name))
        if found is None:
            found = Programme(region=self.intake.region, name=name, modes=[], from_on=dt.date(2100, 1, 1))
            self.programmes[name_key(name)] = found
            self.made.append(found)
        return found

    def _mode(self, row: LedgerRow, programme: Programme, meant: Meant) -> str:
        if row.values["mode"]:
            return row.values["mode"]
        if isinstance(meant.other, Post):
            return Mode.LEADERS if meant.host.neighbourhood_id else Mode.INSTRUCTORS
        of_units = [mode for mode in programme.modes if mode not in POST_MODES] or list(BETWEEN_UNITS)
        return fitting_mode(of_units, str(meant.host.kind), str(meant.other.kind))

    def _span(
        self, row: LedgerRow, programme: Programme, signed_on: dt.date | None, known: Pairing | None = None
    ) -> tuple[dt.date, dt.date]:
        """From the day the term names, else from signing, else from the year's first day."""
        said = row.values["term"]
        term = read_term(said) if said else Term()
        if term is None and known is not None:
            self.outcome.warn(row, "term", "看不出从何时到何时，期限没有改")
            return known.from_on, known.until_on
        if term is None:
            self.outcome.warn(row, "term", f"看不出从何时到何时，按批次的 {programme.term_months} 个月登记")
            term = Term()
        return term.span(signed_on or dt.date(self.intake.year, 1, 1), programme.term_months)

    def _tell_odd(self, row: LedgerRow, pairing: Pairing) -> None:
        """Warnings, no refusals: the ledger says what was signed."""
        programme = pairing.programme
        if programme.pk and pairing.mode not in programme.modes:
            names = "、".join(Mode(mode).label for mode in programme.modes)
            self.outcome.warn(row, "mode", f"“{programme}”的结对类型是{names}，请核对")
        if pairing.partner is not None:
            odd = misfit(pairing.mode, str(pairing.host.kind), str(pairing.partner.kind))
            if odd:
                self.outcome.warn(row, "mode", odd.rstrip("。"))


def _side(other: Unit | Post) -> dict[str, Any]:
    is_post = isinstance(other, Post)
    return {"partner": None if is_post else other, "post": other if is_post else None}


def is_over(pairing: Pairing) -> bool:
    return pairing.until_on < timezone.localdate()
