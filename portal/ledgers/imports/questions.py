"""What the page of an import asks: what sheets and columns are, and what cells should have said.

Every question is a field of one form, under a name made of its places in the preview. The same questions
are put to the page and read from what it sent, so that nothing typed is lost when something is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.ledgers.headers import SEARCHED_ROWS
from portal.ledgers.imports.choices import Choices, Corrections
from portal.refusals import Refusal

FIXED_AT_ONCE = 200
"""Cells that can be corrected on one page; whoever has more mends the workbook of problems."""

Sent = Mapping[str, str]
"""What a form sent, by the names of its fields."""


@dataclass(frozen=True, slots=True)
class Question:
    """A field of the form: what stood in it and what stands there now."""

    name: str
    was: str
    value: str

    @property
    def changed(self) -> bool:
        return self.value != self.was


@dataclass(frozen=True, slots=True)
class SheetQuestions:
    """A sheet as it is told, and what can be answered of it. `fixes` go with `told["rejected"]`."""

    told: dict[str, Any]
    kind: Question
    header_row: Question
    columns: list[tuple[dict[str, Any], Question]]
    fixes: list[tuple[dict[str, Any], Question | None]]

    @property
    def choice(self) -> dict[str, Any]:
        """What is said of the sheet. Where it is to be read as something else, its columns do not count."""
        if self.header_row.changed and self.kind.value:
            return {"kind": self.kind.value, "header_row": row_number(self.header_row, self.told["tab"])}
        if self.kind.changed:
            return {"kind": self.kind.value}
        if any(asked.changed for _, asked in self.columns):
            return {"columns": {column["header"]: asked.value for column, asked in self.columns}}
        return {}

    @property
    def touched(self) -> bool:
        """Whether something else than what was told stands in the fields about the sheet itself."""
        asked = (self.kind, self.header_row, *(question for _, question in self.columns))
        return any(question.changed for question in asked)

    @property
    def unasked(self) -> int:
        """Rows with problems that are not on the page."""
        return self.told["counts"]["rejected"] - len(self.fixes)

    @property
    def corrections(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for problem, asked in self.fixes if "kind" not in self.choice else ():
            if asked is not None and asked.changed:
                found.setdefault(str(problem["row"]), {})[problem["key"]] = asked.value
        return found


@dataclass(frozen=True, slots=True)
class OtherQuestions:
    """A sheet that was not read."""

    told: dict[str, str]
    kind: Question
    header_row: Question

    @property
    def choice(self) -> dict[str, Any]:
        if not self.kind.value:
            return {}
        if self.header_row.value:
            return {"kind": self.kind.value, "header_row": row_number(self.header_row, self.told["tab"])}
        return {"kind": self.kind.value}


@dataclass(frozen=True, slots=True)
class Questions:
    sheets: list[SheetQuestions] = field(default_factory=list)
    others: list[OtherQuestions] = field(default_factory=list)

    @property
    def choices(self) -> Choices:
        said = {sheet.told["tab"]: sheet.choice for sheet in self.sheets}
        said |= {other.told["tab"]: other.choice for other in self.others}
        return {tab: choice for tab, choice in said.items() if choice}

    @property
    def corrections(self) -> Corrections:
        said = {asked.told["tab"]: asked.corrections for asked in self.sheets}
        return {tab: rows for tab, rows in said.items() if rows}


def questions_of(preview: dict[str, Any], sent: Sent | None = None) -> Questions:
    """What is asked of a preview; with the answers that were sent, where there are any."""
    left, sheets = FIXED_AT_ONCE, []
    for number, told in enumerate(preview["sheets"]):
        sheets.append(_of_sheet(number, told, sent or {}, left))
        left -= len(sheets[-1].fixes)
    others = [_of_other(number, told, sent or {}) for number, told in enumerate(preview["not_read"])]
    return Questions(sheets, others)


def row_number(asked: Question, tab: str) -> int:
    """The row of a header as it was typed. Raises Refusal."""
    text = asked.value.strip()
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= SEARCHED_ROWS):
        raise Refusal("bad_header_row", f"“{tab}”的表头所在行请填 1 到 {SEARCHED_ROWS} 的数字。")
    return int(text)


def _of_sheet(number: int, told: dict[str, Any], sent: Sent, most: int) -> SheetQuestions:
    columns = [
        (column, _asked(f"column-{number}-{place}", column["key"], sent))
        for place, column in enumerate(told["columns"])
    ]
    return SheetQuestions(
        told,
        _asked(f"kind-{number}", told["kind"], sent),
        _asked(f"row-{number}", str(told["header_row"]), sent),
        columns,
        [(problem, _fix(number, problem, sent)) for problem in told["rejected"][: max(most, 0)]],
    )


def _of_other(number: int, told: dict[str, str], sent: Sent) -> OtherQuestions:
    kind, row = f"other-{number}", f"other-row-{number}"
    return OtherQuestions(told, _asked(kind, "", sent), _asked(row, "", sent))


def _fix(number: int, problem: dict[str, Any], sent: Sent) -> Question | None:
    """A cell to type over; None where it is wrong as a whole and no one column can be blamed.

    What is masked or cut short is not put into the field: it would come back as it was not written.
    """
    if not problem["key"]:
        return None
    told = problem["value"]
    name = f"fix-{number}-{problem['row']}-{problem['key']}"
    return _asked(name, "" if "*" in told or told.endswith("…") else told, sent)


def _asked(name: str, was: str, sent: Sent) -> Question:
    return Question(name, was, sent.get(name, was))
