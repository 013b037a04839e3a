"""Rows go out as a serializer would write them, without one being built per row."""

from datetime import UTC, datetime
from decimal import Decimal

import orjson
from rest_framework import serializers

from portal.api.renderers import FastJSONRenderer
from portal.api.rows import RowSerializer


class SampleRow(RowSerializer):
    id = serializers.IntegerField()
    unit = serializers.CharField(source="claim.unit.name")
    made_at = serializers.DateTimeField(allow_null=True)
    price = serializers.DecimalField(max_digits=9, decimal_places=2, coerce_to_string=False)
    text = serializers.DecimalField(max_digits=9, decimal_places=2)


ROW = (7, "区财政局", datetime(2026, 3, 1, 23, tzinfo=UTC), Decimal("1.50"), Decimal("2"), "key value")


def test_a_row_is_what_the_serializer_would_say() -> None:
    unit = {"unit": {"name": "区财政局"}}
    source = {"id": 7, "claim": unit, "made_at": ROW[2], "price": ROW[3], "text": ROW[4]}
    by_serializer = FastJSONRenderer().render(SampleRow(source).data)
    assert FastJSONRenderer().render(SampleRow.dicts([ROW])[0]) == by_serializer


def test_moments_are_local_and_nulls_stay() -> None:
    rows = SampleRow.dicts([ROW, (8, "x", None, None, None)])
    sent = orjson.loads(FastJSONRenderer().render(rows))
    assert [row["made_at"] for row in sent] == ["2026-03-02T07:00:00+08:00", None]
    assert [row["text"] for row in sent] == ["2.00", None]
