"""Links that answer once, and the tallies they are counted into. No row says what one person answered."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from alliances.surveys.models.asking import JudgingSide, Survey, SurveySubject

MOST_LINKS = 2000


class LinkBatch(models.Model):
    """链接: made together for one side, to judge these subjects; shown once and revoked together."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="batches")
    side = models.ForeignKey(JudgingSide, models.PROTECT, related_name="batches", verbose_name="评议方")
    subjects = models.ManyToManyField(SurveySubject, related_name="batches", verbose_name="评议对象")
    size = models.PositiveSmallIntegerField(
        "份数", validators=[MinValueValidator(1), MaxValueValidator(MOST_LINKS)]
    )
    made_on = models.DateField("生成日期")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField("停用时间", null=True, editable=False)

    class Meta:
        verbose_name = "测评链接"
        ordering = ["survey", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__range=(1, MOST_LINKS)), name="link_batch_size_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.size} 份"


class AnswerLink(models.Model):
    """One link. Only the digest of its token is kept, and whether it has answered: not when, nor what."""

    batch = models.ForeignKey(LinkBatch, models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, editable=False)
    is_used = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = "测评链接（单份）"
        constraints = [models.UniqueConstraint("digest", name="answer_link_once")]

    def __str__(self) -> str:
        return f"{self.batch}"


class Tally(models.Model):
    """How often each choice was taken about one subject by one side.

    `counts[question][choice]`, in the survey's order, filled up with noughts to five choices. There is no
    row of one answer at all: nothing by order, number, day or transaction leads from a link to what it
    said. For the same reason the table is not audited; the database itself holds that a tally grows by one
    answer at a time and only while its survey is open. `remarks` stand in the order of the alphabet.
    """

    subject = models.ForeignKey(SurveySubject, models.CASCADE, related_name="tallies")
    side = models.ForeignKey(JudgingSide, models.CASCADE, related_name="tallies")
    ballots = models.PositiveIntegerField(default=0)
    counts = ArrayField(ArrayField(models.PositiveIntegerField()))
    remarks = ArrayField(models.CharField(max_length=200), default=list)

    class Meta:
        verbose_name = "测评统计"
        ordering = ["subject", "side"]
        constraints = [models.UniqueConstraint("subject", "side", name="tally_once")]

    def __str__(self) -> str:
        return f"{self.subject}：{self.side}"
