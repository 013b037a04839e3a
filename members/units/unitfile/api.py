"""The shape of the unit file over HTTP."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from members.units.facts import facts_of
from members.units.models import Unit
from members.units.unitfile.parts import filled_parts


class FactSerializer(serializers.Serializer):
    name = serializers.CharField()
    value = serializers.CharField()


class UnitFilePartSerializer(serializers.Serializer):
    name = serializers.CharField()
    title = serializers.CharField()
    columns = serializers.DictField(child=serializers.CharField(), help_text="行中的键和它的名称")
    rows = serializers.ListField(child=serializers.DictField(child=serializers.CharField(allow_blank=True)))


class UnitFileSerializer(serializers.Serializer):
    """What the page of the file shows to the same person; `word` is the address of the Word file."""

    unit = serializers.CharField()
    facts = FactSerializer(many=True)
    parts = UnitFilePartSerializer(many=True)
    word = serializers.CharField()


def unit_file_of(unit: Unit, user: Any) -> dict[str, Any]:
    return {
        "unit": unit.name,
        "facts": [{"name": name, "value": str(value or "")} for name, value in facts_of(unit)],
        "parts": [
            {
                "name": filled.name,
                "title": filled.part.title,
                "columns": {key: word.meaning for key, word in filled.part.columns.items()},
                "rows": filled.rows,
            }
            for filled in filled_parts(user, unit)
        ],
        "word": reverse("unit_file_word", args=[unit.pk]),
    }
