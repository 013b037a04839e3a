"""The file as it is handed over: under its title and day, and kept by no cache."""

import pytest
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate

from tests import factories as make
from tests.portal.exports.folders import made, opened, tables

pytestmark = pytest.mark.django_db


def test_it_has_its_title_and_the_day_it_was_made_and_no_cache_keeps_it(client, clerk):
    export = made(clerk, parts=["units"])
    client.force_login(clerk)
    answer = client.get(reverse("export_file", args=[export.pk]))
    answer.close()
    name = f"迎检台账 2026 年第二季度 {localdate():%Y%m%d}.zip"
    assert answer["Content-Disposition"] == content_disposition_header(True, name)
    assert ("no-store" in answer["Cache-Control"], "private" in answer["Cache-Control"]) == (True, True)


def test_a_period_over_new_year_has_the_lists_of_both_years(clerk, claim):
    project = make.ProjectFactory(unit=claim.project.unit, year=2025, title="修路")
    make.DraftProjectFactory(unit=project.unit, title="还没发布")
    export = made(clerk, parts=["projects"], since="2025-10-01", until="2026-03-31")
    paths = [path for path in opened(export).namelist() if path.startswith("04")]
    said = " ".join(str(tables(opened(export), path)) for path in paths)
    assert [title in said for title in ("修路", "亮灯", "还没发布")] == [True, True, False]
