"""What the API says and takes of records."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from alliances.records.actions import Account
from alliances.records.evidence import evidence_of
from alliances.records.fields import LARGEST_WHOLE
from alliances.records.figures import DECIMALS, FIGURES
from alliances.records.forms import LARGEST_WEIGHT, MOST_WORDS
from alliances.records.matters import RECORD_MATTERS, MatterKind, matters_of
from alliances.records.models import Record
from members.models import Unit
from portal.api.rows import RowSerializer
from portal.api.views import VersionSerializer
from portal.ids import LARGEST_ID


def figure_serializer(name: str) -> serializers.Field:
    column: Any = Record._meta.get_field(name)
    terms: dict[str, Any] = {"required": False, "min_value": 0, "help_text": column.verbose_name}
    if name in DECIMALS:
        return serializers.DecimalField(column.max_digits, DECIMALS[name], **terms)
    return serializers.IntegerField(max_value=LARGEST_WHOLE, **terms)


class FiguresSerializer(serializers.Serializer):
    """标准数字。"""

    def get_fields(self) -> dict[str, serializers.Field]:
        return {name: figure_serializer(name) for name in FIGURES}


class FreeFigureSerializer(serializers.Serializer):
    """其他数字，如树苗 30 棵。"""

    what = serializers.CharField(max_length=40)
    value = serializers.RegexField(r"^\d{1,12}(\.\d{1,2})?$")
    unit = serializers.CharField(max_length=10, allow_blank=True, default="")


class WeightSerializer(serializers.Serializer):
    unit = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    weight = serializers.IntegerField(min_value=1, max_value=LARGEST_WEIGHT, default=1)


class IdsField(serializers.ListField):
    """Ids, each once, at most fifty."""

    child = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=50, **kwargs)


class AccountSerializer(serializers.Serializer):
    """What happened. Units and neighbourhoods left out are those of the matter that was served."""

    occurred_on = serializers.DateField()
    summary = serializers.CharField(max_length=MOST_WORDS)
    place = serializers.CharField(max_length=100, allow_blank=True, required=False)
    figures = FiguresSerializer(required=False)
    other_figures = FreeFigureSerializer(many=True, required=False, max_length=10)  # type: ignore[call-arg]
    units = WeightSerializer(many=True, required=False, max_length=50)  # type: ignore[call-arg]
    neighbourhoods = IdsField(required=False)

    def account(self, before: Record | None = None) -> Account:
        """What was sent; what was not is as the record has it."""
        said = self.validated_data
        old = vars(before) if before else {}
        return Account(
            occurred_on=said.get("occurred_on", old.get("occurred_on")),
            summary=said.get("summary", old.get("summary")),
            place=said.get("place", old.get("place", "")),
            figures=said.get("figures", {}),
            other_figures=said.get("other_figures", old.get("other_figures", [])),
        )

    def sent_units(self) -> dict[Unit, int] | None:
        """The units with their weights, as sent; None where none were."""
        sent = self.validated_data.get("units")
        if not sent:
            return None
        weights = {each["unit"]: each["weight"] for each in sent}
        return {unit: weights[unit.pk] for unit in self.units_seen("units", weights)}

    def sent_neighbourhoods(self) -> list[Unit] | None:
        sent = self.validated_data.get("neighbourhoods")
        return None if sent is None else self.units_seen("neighbourhoods", sent)

    def units_seen(self, field: str, ids: Iterable[int]) -> list[Unit]:
        """The units with these ids; a ValidationError where the person sees no such unit."""
        wanted = set(ids)
        rows = Unit.objects.visible_to(self.context["request"].user).filter(pk__in=wanted)
        found = list((rows.neighbourhoods() if field == "neighbourhoods" else rows).order_by("pk"))
        missing = wanted - {unit.pk for unit in found}
        if missing:
            numbers = "、".join(map(str, sorted(missing)))
            raise serializers.ValidationError({field: f"没有编号为 {numbers} 的单位，请核对。"})
        return found


class NewRecordSerializer(AccountSerializer):
    """An account with the ids of what it served, under the name of their kind: `{"claims": [7, 9]}`."""

    basis = serializers.CharField(max_length=100, allow_blank=True, default="", help_text="代录依据")

    def get_fields(self) -> dict[str, serializers.Field]:
        kinds = {name: IdsField(required=False) for name in RECORD_MATTERS.names()}
        return super().get_fields() | kinds

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        if len([name for name in RECORD_MATTERS.names() if said.get(name)]) != 1:
            names = "、".join(f"{RECORD_MATTERS[name].label}（{name}）" for name in RECORD_MATTERS.names())
            raise serializers.ValidationError(f"请写明这条纪实用于哪一类事项，只写一类：{names}。")
        return said

    def matter(self) -> tuple[MatterKind, list[int]]:
        """The kind of what was served, and the ids."""
        name = next(name for name in RECORD_MATTERS.names() if self.validated_data.get(name))
        return RECORD_MATTERS[name], self.validated_data[name]


class RecordChangeSerializer(AccountSerializer, VersionSerializer):
    """A correction: only what changes has to be sent."""

    occurred_on = serializers.DateField(required=False)
    summary = serializers.CharField(max_length=MOST_WORDS, required=False)


class StrikeSerializer(VersionSerializer):
    reason = serializers.CharField(max_length=200, help_text="作废原因")


class RecordRow(RowSerializer):
    """A row of a list; its figures stand beside each other."""

    id = serializers.IntegerField()
    region = serializers.IntegerField(source="region_id")
    occurred_on = serializers.DateField()
    summary = serializers.CharField()
    place = serializers.CharField()
    recorded_at = serializers.DateTimeField()
    struck_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {name: figure_serializer(name) for name in FIGURES}


class UnitShareSerializer(serializers.Serializer):
    unit = serializers.IntegerField(source="unit_id")
    name = serializers.CharField(source="unit.name")
    weight = serializers.IntegerField()
    figures = serializers.DictField(child=serializers.CharField(), help_text="份额，各单位之和等于总数")


class EvidenceSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField(source="original_name")
    kind = serializers.CharField()
    url = serializers.SerializerMethodField()

    def get_url(self, file: Any) -> str:
        return reverse("stored_file", args=[file.pk])


class RecordSerializer(serializers.ModelSerializer):
    """One record. `matters` are the ids of what it served and this person sees, by kind."""

    figures = FiguresSerializer()
    units = serializers.SerializerMethodField()
    evidence = serializers.SerializerMethodField()
    matters = serializers.SerializerMethodField()

    class Meta:
        model = Record
        fields = [
            *("id", "region", "occurred_on", "summary", "place", "figures", "other_figures", "units"),
            *("neighbourhoods", "matters", "evidence", "basis", "recorded_at", "struck_at"),
            *("struck_reason", "version"),
        ]

    @extend_schema_field(UnitShareSerializer(many=True))
    def get_units(self, record: Record) -> Any:
        return UnitShareSerializer(record.shares.select_related("unit").order_by("pk"), many=True).data

    @extend_schema_field(EvidenceSerializer(many=True))
    def get_evidence(self, record: Record) -> Any:
        return EvidenceSerializer(evidence_of(record), many=True).data

    def get_matters(self, record: Record) -> dict[str, list[int]]:
        kinds = matters_of(self.context["request"].user, record)
        return {name: [matter.id for matter in matters] for name, matters in kinds.items()}
