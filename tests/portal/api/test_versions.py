"""What one decides on is what one has seen."""

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from portal.api.versions import check_version
from portal.refusals import Refusal

with isolate_apps("django.contrib.humanize"):

    class Sheet(models.Model):
        version = models.IntegerField()

        class Meta:
            app_label = "humanize"
            db_table = "test_sheet"

        def __str__(self) -> str:
            return str(self.version)


@pytest.fixture
def sheet(db: None) -> Sheet:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE test_sheet (id bigserial PRIMARY KEY, version int) ON COMMIT DROP"
        )
    return Sheet.objects.create(version=3)


def test_no_version_or_the_present_one_passes(sheet: Sheet) -> None:
    check_version(sheet, {})
    check_version(sheet, {"version": 3})


def test_a_version_that_has_passed_is_stale_whatever_the_object_in_hand_says(sheet: Sheet) -> None:
    Sheet.objects.update(version=4)
    with pytest.raises(Refusal) as refused:
        check_version(sheet, {"version": 3})
    assert (refused.value.code, refused.value.status) == ("stale", 409)
