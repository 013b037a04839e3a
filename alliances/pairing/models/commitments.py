"""What both sides undertake, in quantities and days, and the records that show it was done."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from alliances.pairing.models.pairings import Pairing, Side
from alliances.records.figures import FIGURES
from alliances.records.models import Record

MEASURES = [(name, f"{what}（{unit}）") for name, (what, unit) in FIGURES.items()]

CONTRIBUTIONS = ("funds", "goods_value", "hours")
"""Measures of what is given (投入): money, goods, hours. Recorded, never collected."""


class Commitment(models.Model):
    """共建事项: what is to be done, by which side, how much of it and by when.

    How far it is follows from records, never from a box that somebody ticks. Without a measure one record
    that was linked to it fulfils it. A trigger refuses changes once the pairing is proposed.
    """

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="commitments", verbose_name="结对")
    ordinal = models.PositiveSmallIntegerField("序号")
    by_side = models.CharField("承担方", max_length=8, choices=Side, default=Side.BOTH)
    what = models.CharField("事项", max_length=200)
    measure = models.CharField("计量", max_length=16, choices=MEASURES, blank=True)
    quantity = models.DecimalField("数量", max_digits=12, decimal_places=2, null=True, blank=True)
    due_on = models.DateField("完成期限", null=True, blank=True)
    records = models.ManyToManyField(Record, through="CommitmentRecord", related_name="commitments")

    class Meta:
        verbose_name = "共建事项"
        ordering = ["pairing", "ordinal"]
        constraints = [
            models.UniqueConstraint("pairing", "ordinal", name="commitment_ordinal_once"),
            models.CheckConstraint(condition=Q(by_side__in=Side.values), name="commitment_side_known"),
            models.CheckConstraint(
                condition=Q(measure="", quantity__isnull=True)
                | Q(measure__in=list(FIGURES), quantity__isnull=False, quantity__gt=0),
                name="commitment_measured_with_quantity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}{self.amount}"

    @property
    def amount(self) -> str:
        """The quantity with its unit of measure: " 4 场次"; nothing where it has no measure."""
        if self.quantity is None:
            return ""
        return f" {Decimal(self.quantity).normalize():,f} {FIGURES[self.measure][1]}"


class CommitmentRecord(models.Model):
    """A record that was linked to a commitment; it counts there and towards no other of its pairing."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="record_links")
    record = models.ForeignKey(Record, models.PROTECT, related_name="commitment_links")

    class Meta:
        constraints = [models.UniqueConstraint("commitment", "record", name="commitment_record_once")]

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.record_id}"
