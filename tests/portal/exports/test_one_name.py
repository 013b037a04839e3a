"""Two files of one name in a folder lie side by side, and its progress never runs past the end."""

import datetime as dt
import io
from zipfile import ZipFile

from portal.exports.inspection.asking import Inspection
from portal.exports.inspection.folder import Entry, Folder
from portal.exports.inspection.settling import dated

QUARTER = {"since": dt.date(2026, 4, 1), "until": dt.date(2026, 6, 30)}
ASK = Inspection(region=None, unit_ids=None, user=None, personal=False, **QUARTER)


def office_file(target) -> None:
    with ZipFile(target, "w") as archive:
        archive.writestr(dated("a.txt", ASK.since, 0), b"a")


def test_two_files_of_one_name_lie_side_by_side_and_each_has_its_line():
    target, told = io.BytesIO(), []
    folder = Folder(target, ASK, lambda *said: told.append(said[:2]), total=1)
    folder.open_part("05", "认领台账")
    for _ in range(2):
        folder.add_written(Entry(title="甲"), "甲.xlsx", office_file)
    folder.close()
    names = ["05 认领台账/甲.xlsx", "05 认领台账/甲 (2).xlsx"]
    assert (ZipFile(target).namelist(), [line.path for line in folder.lines]) == (names, names)
    assert told == [(0, 1), (1, 1), (1, 1)]
