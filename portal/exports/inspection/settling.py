"""Office files whose bytes depend on nothing but their content: for the same data the same digest."""

import datetime as dt
import re
import shutil
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PROPERTIES = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def settle(source: IO[bytes], target: IO[bytes], day: dt.date) -> None:
    """Copy a workbook or Word file; wherever it says when it was written, it says `day`."""
    with ZipFile(source) as before, ZipFile(target, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            with before.open(entry) as old, after.open(dated(entry.filename, day, ZIP_DEFLATED), "w") as new:
                if entry.filename == PROPERTIES:
                    new.write(_MOMENT.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), old.read()))
                else:
                    shutil.copyfileobj(old, new)


def dated(name: str, day: dt.date, how: int) -> ZipInfo:
    """An entry of an archive, as of the beginning of that day."""
    entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type, entry.external_attr = how, 0o640 << 16
    return entry
