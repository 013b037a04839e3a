"""One streaming pass over a part's XML, before anything builds a table from it.

It refuses what is built to exhaust memory (entities, nesting, repeated long texts, a cell a million rows
away), and notes what the fast reader hides: formulas and error values.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from portal.ledgers.archive import SAVE_AS
from portal.ledgers.problems import LedgerError

MAX_DEPTH = 64
MAX_ELEMENTS = 7_000_000
MAX_AREA = 3_000_000
"""Cells of the rectangle around all that is filled in: the reader allots memory for each of them."""
MAX_TEXT = 30_000_000
"""Characters of all cells together, a shared text counted each time it is used."""

_CHUNK = 1 << 16


@dataclass(slots=True)
class SheetMarks:
    """What one sheet's XML says besides values. Cells are (row, column), counted from 0."""

    formulas: dict[tuple[int, int], bool] = field(default_factory=dict)
    """True where Excel left the result of its last calculation."""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: int = 0
    """Rows with something in them."""
    last_row: int = -1
    last_column: int = -1
    text: int = 0

    @property
    def area(self) -> int:
        return (self.last_row + 1) * (self.last_column + 1)


class _Guard:
    """Feeds a part to expat and refuses document types, deep nesting and too many elements."""

    def __init__(self) -> None:
        self.depth = 0
        self.elements = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def feed(self, content: bytes) -> None:
        try:
            for at in range(0, len(content), _CHUNK):
                self.parser.Parse(content[at : at + _CHUNK], False)
                if self.depth > MAX_DEPTH or self.elements > MAX_ELEMENTS:
                    raise LedgerError("unsafe", f"文件结构异常，为安全起见没有打开。{SAVE_AS}。")
            self.parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise LedgerError("damaged", f"文件内容已损坏，读不出来。{SAVE_AS}。") from error

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1

    def end(self, name: str) -> None:
        self.depth -= 1

    def _refuse_doctype(self, *_: object) -> None:
        raise LedgerError("unsafe", f"文件里有不应出现的 XML 声明，为安全起见没有打开。{SAVE_AS}。")


class _TextLengths(_Guard):
    """The length of each shared text, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.lengths: list[int] = []
        self.parser.CharacterDataHandler = self._text

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        if name == "si" or name.endswith(":si"):
            self.lengths.append(0)

    def _text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class _Cells(_Guard):
    """Walks `<row><c r t><f/><v/></c></row>`; only cells that hold something count."""

    def __init__(self, lengths: list[int]) -> None:
        super().__init__()
        self.marks = SheetMarks()
        self.lengths = lengths
        self.columns: dict[str, int] = {}
        self.row, self.column, self.kind, self.content = -1, -1, "", ""
        self.has_formula = self.in_value = self.has_inline = False
        self.counted_row = -1
        self.parser.CharacterDataHandler = self._text

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        name = name.rpartition(":")[2]
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v":
            self.in_value = True
        elif name == "f":
            self.has_formula = True
        elif name == "is":
            self.has_inline = True
        elif name == "row":
            self.row = _number(attributes.get("r", "")) - 1 if "r" in attributes else self.row + 1
            self.column = -1

    def end(self, name: str) -> None:
        self.depth -= 1
        if name == "v" or name.endswith(":v"):
            self.in_value = False
        elif name == "c" or name.endswith(":c"):
            self._end_cell()

    def _text(self, text: str) -> None:
        if self.in_value:
            self.content += text

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference:
            letters = reference.rstrip("0123456789")
            self.row = _number(reference[len(letters) :]) - 1
            if letters not in self.columns:
                self.columns[letters] = _column_number(letters)
            self.column = self.columns[letters]
        else:
            self.column += 1
        self.kind, self.content = attributes.get("t", ""), ""
        self.has_formula = self.has_inline = False

    def _end_cell(self) -> None:
        marks = self.marks
        if self.has_formula:
            marks.formulas[self.row, self.column] = bool(self.content.strip())
        if not (self.content or self.has_inline or self.has_formula):
            return
        if self.kind == "e":
            marks.errors[self.row, self.column] = self.content[:20]
        elif self.kind == "s":
            marks.text += self._shared_length()
        marks.last_row = max(marks.last_row, self.row)
        marks.last_column = max(marks.last_column, self.column)
        if self.row != self.counted_row:
            self.counted_row = self.row
            marks.rows += 1

    def _shared_length(self) -> int:
        number = _number(self.content)
        return self.lengths[number] if number < len(self.lengths) else 0


def check_part(content: bytes) -> None:
    """Refuse a part that is not plain, well-formed XML."""
    _Guard().feed(content)


def shared_text_lengths(content: bytes) -> list[int]:
    """The length of every shared text of the workbook, checked as `check_part` does."""
    reader = _TextLengths()
    reader.feed(content)
    return reader.lengths


def scan_sheet(content: bytes, lengths: list[int], tab: str) -> SheetMarks:
    """The marks of one sheet. Raises LedgerError where reading it on would need too much memory."""
    reader = _Cells(lengths)
    reader.feed(content)
    marks = reader.marks
    if marks.area > MAX_AREA:
        place = f"第 {marks.last_row + 1} 行、第 {marks.last_column + 1} 列"
        raise LedgerError(
            "too_large", f"工作表“{tab}”的内容一直延伸到{place}。请删去表格以外的单元格内容，或分成几份上传。"
        )
    return marks


def check_together(sheets: list[SheetMarks]) -> None:
    """All sheets are held at once: what each may have is what they may have together."""
    if sum(marks.area for marks in sheets) > MAX_AREA or sum(marks.text for marks in sheets) > MAX_TEXT:
        raise LedgerError("too_large", "工作簿的内容总量过大。请删去无关的工作表，或分成几份上传。")


def _number(digits: str) -> int:
    """A row or index as written; nonsense and absurdly long numbers count as damage."""
    if not digits.isdecimal() or len(digits) > 9:
        raise ValueError(digits)
    return int(digits)


def _column_number(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        raise ValueError(letters)
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
