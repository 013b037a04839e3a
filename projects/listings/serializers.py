"""What the API says and takes of the three lists."""

from decimal import Decimal
from functools import cache
from typing import Any

from rest_framework import serializers

from members.models import Unit
from members.people.masking import mask_name, mask_phone
from members.places.models import MOST_DAYS
from portal.api.rows import RowSerializer
from portal.api.views import VersionSerializer
from portal.ids import LARGEST_ID
from portal.permits import may
from projects.deciding.serializers import ManySerializer
from projects.listings.facts import OWN
from projects.listings.models import Category, Listing, ListKind, Need, Project, Resource, Target

HEAD = ["id", "number", "title", "category", "unit", "region", "year", "state"]
TEXT = ["summary", "place", "remark", "is_public"]
CONTACT = ["contact_name", "contact_phone"]
FOOT = ["verified_on", "submitted_at", "published_at", "version"]
CLAIMING = ["capacity", "claimed", "remaining"]
GIVEN = [
    "id",
    "number",
    "region",
    "year",
    "state",
    "unit",
    *FOOT,
    "claimed",
    "remaining",
    "need",
    "reserved_until",
]
"""Fields nobody writes: the portal gives them."""


class CategoryRow(RowSerializer):
    id = serializers.IntegerField()
    region = serializers.IntegerField(source="region_id")
    list = serializers.ChoiceField(ListKind.choices)
    year = serializers.IntegerField()
    parent = serializers.IntegerField(  # type: ignore[assignment]  # DRF's Field has a `parent` too
        source="parent_id", allow_null=True
    )
    name = serializers.CharField()
    sort = serializers.IntegerField()


class CategorySerializer(serializers.ModelSerializer):
    class Meta:
        model = Category
        fields = ["id", "region", "list", "year", "parent", "name", "sort"]
        validators: list[Any] = []


class CategoryChangeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Category
        fields = ["name", "parent", "sort"]
        validators: list[Any] = []


class ListingRow(RowSerializer):
    """A row of a list: ids beside the names they stand for."""

    id = serializers.IntegerField()
    number = serializers.CharField(allow_null=True)
    title = serializers.CharField()
    category = serializers.IntegerField(source="category_id")
    category_name = serializers.CharField(source="category.name")
    unit = serializers.IntegerField(source="unit_id")
    unit_name = serializers.CharField(source="unit.name")
    region = serializers.IntegerField(source="region_id")
    year = serializers.IntegerField()
    state = serializers.CharField()
    published_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class ProjectRow(ListingRow):
    capacity = serializers.IntegerField(allow_null=True)
    claimed = serializers.IntegerField()
    remaining = serializers.IntegerField(source="places_left", allow_null=True)
    reserved_until = serializers.DateTimeField(allow_null=True)
    claim_closes_at = serializers.DateTimeField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)


class ListingSerializer(serializers.ModelSerializer):
    """One entry. Contacts are masked, and empty for whoever has no business with the publisher."""

    def to_representation(self, instance: Listing) -> dict[str, Any]:
        said = super().to_representation(instance)
        request = self.context.get("request")
        if request is None or not may(request.user, "listings.see_contact", instance):
            return said | dict.fromkeys(CONTACT, "")
        masked = [mask_name(instance.contact_name), mask_phone(instance.contact_phone)]
        return said | dict(zip(CONTACT, masked, strict=True))

    def validate_contact_phone(self, phone: str) -> str:
        """What was read is masked; sent back as it is, it would wipe the number out."""
        if "*" in phone:
            raise serializers.ValidationError("号码里有 *：请填写完整号码，或不传这一项。")
        return phone


class ResourceSerializer(ListingSerializer):
    class Meta:
        model = Resource
        fields = [*HEAD, *TEXT, *CONTACT, *OWN[ListKind.RESOURCE], *FOOT]
        read_only_fields = GIVEN


class NeedSerializer(ListingSerializer):
    class Meta:
        model = Need
        fields = [*HEAD, *TEXT, *CONTACT, *OWN[ListKind.NEED], *FOOT]
        read_only_fields = GIVEN


class TargetSerializer(serializers.ModelSerializer):
    """目标: 路灯 32 盏."""

    quantity = serializers.DecimalField(max_digits=12, decimal_places=1, min_value=Decimal("0.1"))

    class Meta:
        model = Target
        fields = ["measure", "quantity", "unit_of_measure"]


class ProjectSerializer(ListingSerializer):
    remaining = serializers.IntegerField(read_only=True, allow_null=True)
    targets = TargetSerializer(  # type: ignore[call-arg]  # `many` hands the length on to the list
        many=True, required=False, max_length=20
    )
    neighbourhoods = serializers.PrimaryKeyRelatedField(
        queryset=Unit.objects.neighbourhoods(), many=True, required=False
    )

    class Meta:
        model = Project
        fields = [
            *HEAD,
            *TEXT,
            *CONTACT,
            *OWN[ListKind.PROJECT],
            *CLAIMING,
            "need",
            "targets",
            "neighbourhoods",
            *FOOT,
        ]
        read_only_fields = GIVEN


@cache
def entering(base: type[ListingSerializer]) -> type[ListingSerializer]:
    """The serializer of a list, with what is said only when something is entered: for whom, on what basis."""
    given = [name for name in GIVEN if name != "unit"]
    meta = type("Meta", (base.Meta,), {"fields": [*base.Meta.fields, "basis"], "read_only_fields": given})
    unit = serializers.PrimaryKeyRelatedField(
        queryset=Unit.objects.all(), help_text="发布单位；街道（镇）与年度随类别而定"
    )
    basis = serializers.CharField(
        max_length=100,
        required=False,
        default="",
        write_only=True,
        help_text="代单位登记的依据：电话、纸质、会上",
    )
    return type(f"Entering{base.__name__}", (base,), {"Meta": meta, "unit": unit, "basis": basis})


@cache
def correcting(base: type[ListingSerializer]) -> type[ListingSerializer]:
    """The serializer of a list, with what a change may besides say: what one had seen, and why."""
    meta = type("Meta", (base.Meta,), {"fields": [*base.Meta.fields, "reason"]})
    reason = serializers.CharField(
        max_length=500, required=False, write_only=True, help_text="工作人员更正已提交的内容时必填"
    )
    version = VersionSerializer().fields["version"]
    return type(f"Correcting{base.__name__}", (base,), {"Meta": meta, "reason": reason, "version": version})


class InNameSerializer(VersionSerializer):
    basis = serializers.CharField(
        max_length=100, required=False, default="", help_text="代单位办理的依据：电话、纸质、会上"
    )


class OpinionSerializer(VersionSerializer):
    opinion = serializers.CharField(
        max_length=500, required=False, default="", help_text="意见；退回等须说明理由"
    )


def paired_days_field() -> serializers.IntegerField:
    return serializers.IntegerField(
        min_value=0,
        max_value=MOST_DAYS,
        required=False,
        help_text="结对单位优先认领几天，0 为不设；不写按办理设置的天数",
    )


class PublishSerializer(OpinionSerializer):
    """For a carried project whom of last year's units to ask, and until which day; whom of the paired units
    to let claim first, and for how many days."""

    renewal_units = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_ID),
        required=False,
        help_text="邀请续认领的单位；不写是全部，[] 是都不邀请",
    )
    answer_until = serializers.DateField(required=False, help_text="答复期限；不写按办理设置的天数")
    paired_units = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_ID),
        required=False,
        help_text="结对优先的单位；不写是今天结对的全部，[] 是不设优先期",
    )
    paired_days = paired_days_field()


class ReasonInNameSerializer(OpinionSerializer):
    basis = serializers.CharField(max_length=100, required=False, default="")


class BulkSerializer(ManySerializer):
    """One decision on many."""

    verb = serializers.ChoiceField(["publish", "return", "not-adopt"])
    paired_days = paired_days_field()
