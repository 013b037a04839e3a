"""资源清单."""

from django.db import models

from projects.listings.models.listing import Listing


class Resource(Listing):
    """资源: what a unit opens to others."""

    audience = models.CharField("服务对象", max_length=100, blank=True)
    available = models.CharField("可用时间", max_length=100, blank=True)
    capacity_text = models.CharField("容量/频次", max_length=60, blank=True)
    capacity_per_month = models.PositiveIntegerField("每月可约次数", null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField("提前预约（天）", null=True, blank=True)
    fee = models.CharField("收费情况", max_length=60, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)

    class Meta(Listing.Meta):
        verbose_name = "资源"
