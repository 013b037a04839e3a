"""需求清单."""

from django.db import models

from projects.listings.models.listing import Listing


class Need(Listing):
    """需求: what a neighbourhood or unit asks for."""

    beneficiaries = models.PositiveIntegerField("受益人数", null=True, blank=True)
    beneficiaries_text = models.CharField("受益情况", max_length=100, blank=True)
    expected_on = models.DateField("期望时间", null=True, blank=True)
    wanted = models.CharField("期望方式", max_length=60, blank=True)
    urgency = models.CharField("紧急程度", max_length=20, blank=True)

    class Meta(Listing.Meta):
        verbose_name = "需求"
