"""The numbers of January as a table: each with the list that shows what was counted, and as a file."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from portal.workbooks.columns import OutColumn, OutSheet, Shown
from projects.listings.lists import MEMBERS
from projects.listings.models import ListKind
from projects.yearly.progress import YearProgress, YearRow

ENTRIES = {"last": "上年清单", "drafts": "草稿", "submitted": "待审核", "published": "已发布"}
RENEWALS = {"offered": "续认领待答复", "accepted": "已续认领", "lapsed": "未续"}
STATES = {"last": "shown", "drafts": "editable", "submitted": "submitted", "published": "shown"}
"""The choice of the list's filter 状态 that leaves what was counted."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number; without a `url` where there is nothing to show."""

    label: str
    value: int
    url: str


def columns_of(progress: YearProgress) -> dict[str, str]:
    return ENTRIES | RENEWALS if progress.kind == ListKind.PROJECT else ENTRIES


def cells_of(progress: YearProgress, row: YearRow) -> list[Cell]:
    return [
        Cell(label, row.counts[what], _url(progress, row, what) if row.counts[what] else "")
        for what, label in columns_of(progress).items()
    ]


def table_of(progress: YearProgress) -> list[dict[str, Any]]:
    """A line for each publisher and one for all; empty where nothing was counted."""
    rows = [*progress.rows, progress.total] if progress.rows else []
    return [{"row": row, "cells": cells_of(progress, row)} for row in rows]


def sheet_of(progress: YearProgress) -> OutSheet:
    """What the page shows."""
    columns = columns_of(progress)
    numbers = [OutColumn(header=label, shown=Shown.NUMBER) for label in columns.values()]
    return OutSheet(
        tab=f"{progress.region.name}{progress.year}年{progress.kind.label}清单沿用进度",
        columns=[OutColumn(header="发布单位", width=24), *numbers],
        rows=[[each["row"].name, *(cell.value for cell in each["cells"])] for each in table_of(progress)],
    )


def _url(progress: YearProgress, row: YearRow, what: str) -> str:
    asked: dict[str, Any] = {"region": progress.region.pk, "year": progress.year - (what == "last")}
    if row.unit_id:
        asked["unit"] = row.unit_id
    elif row is not progress.total:
        asked["publishers"] = MEMBERS
    if what in RENEWALS:
        return f"{reverse('year_renewals')}?{urlencode(asked | {'answer': what})}"
    return f"{reverse(f'{progress.kind}s')}?{urlencode(asked | {'state': STATES[what]})}"
