"""The contact of something an office keeps: masked, and only for who may know it."""

from typing import Any

from rest_framework import serializers

from members.people.masking import mask_name, mask_phone
from portal.permits import may


class MaskedContactSerializer(serializers.Serializer):
    """Name and phone are masked; the full number is on the page, where each look is written down."""

    name = serializers.CharField()
    phone = serializers.CharField()


def contact_of(subject: Any, user: Any, rule: str) -> dict[str, str] | None:
    """What `contact_name` and `contact_phone` say, masked; None for whom the rule refuses."""
    if not may(user, rule, subject):
        return None
    return {"name": mask_name(subject.contact_name), "phone": mask_phone(subject.contact_phone)}
