"""An inspection folder while it is written: numbered parts, an index line and a digest for each file."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_STORED, ZipFile

from portal.exports.inspection.asking import Inspection
from portal.exports.inspection.names import safe_name, unused
from portal.exports.inspection.settling import dated, settle
from portal.exports.kinds import Tell
from portal.workbooks.columns import OutSheet
from portal.workbooks.writing import write_workbook

AT_ONCE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is put into the folder: its title, and as far as it has them its 文号/编号, day, count, remark."""

    title: str
    number: str = ""
    day: dt.date | None = None
    count: str = "1 件"
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the index and its file."""

    entry: Entry
    path: str


@dataclass(frozen=True, slots=True)
class Digest:
    """A line of the manifest."""

    path: str
    size: int
    sha256: str


class Folder:
    """Writes one zip, a file at a time; nothing is compressed that is so already. `total`: files expected."""

    def __init__(self, target: IO[bytes], ask: Inspection, tell: Tell, total: int) -> None:
        self.ask, self.tell, self.total = ask, tell, total
        self.lines: list[Line] = []
        self.digests: list[Digest] = []
        self.missing: list[Entry] = []
        self._zip = ZipFile(target, "w", ZIP_STORED, allowZip64=True)
        self._used: set[str] = set()
        self._part = ""

    def open_part(self, number: str, label: str) -> None:
        """What is added from now on belongs to this part."""
        self._part = f"{number} {label}"
        self.tell(len(self.lines), self.total, f"正在写“{self._part}”")

    def add_workbook(self, entry: Entry, sheets: Iterable[OutSheet]) -> None:
        self.add_written(entry, f"{entry.title}.xlsx", lambda file: write_workbook(file, sheets))

    def add_written(self, entry: Entry, name: str, write: Callable[[IO[bytes]], object]) -> None:
        """An office file of this name, ending included, that `write` writes."""
        with TemporaryFile() as raw, TemporaryFile() as settled:
            write(raw)
            raw.seek(0)
            settle(raw, settled, self.ask.until)
            settled.seek(0)
            stem, ending = name.rsplit(".", 1)
            self._enter(entry, ending, stem, settled)

    def add_file(self, entry: Entry, name: str, source: Path) -> None:
        """A file that is kept, under this name; one that cannot be read is said to be missing, no more."""
        try:
            kept = source.open("rb")
        except OSError:
            self.missing.append(entry)
            return
        with kept:
            self._enter(entry, source.suffix.removeprefix("."), name, kept)

    def lack(self, entry: Entry) -> None:
        """Say that something belongs here and is not there; the remark says why."""
        self.missing.append(entry)

    def put(self, path: str, content: IO[bytes]) -> None:
        """A file at this place of the zip, in the manifest but not in the index."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(dated(path, self.ask.until, ZIP_STORED), "w", force_zip64=True) as target:
            while portion := content.read(AT_ONCE):
                target.write(portion)
                digest.update(portion)
                size += len(portion)
        self.digests.append(Digest(path, size, digest.hexdigest()))

    def close(self) -> None:
        self._zip.close()

    def _enter(self, entry: Entry, ending: str, name: str, content: IO[bytes]) -> None:
        path = unused(f"{self._part}/{safe_name(name, ending)}", self._used)
        self.put(path, content)
        self.lines.append(Line(entry, path))
        self.tell(min(len(self.lines), self.total), self.total, f"正在写“{self._part}”")
