from itertools import pairwise

from django.core.validators import MinValueValidator
from django.db import migrations, models
from django.db.models import F, Q


def check(model, name, condition):
    return migrations.AddConstraint(model, models.CheckConstraint(condition=condition, name=name))


def of_lists():
    """Alike for the three lists."""
    handed_in = Q(state__in=("submitted", "returned", "not_adopted"))
    for kind in ("resource", "need", "project"):
        yield check(kind, f"{kind}_handed_in_has_moment", ~handed_in | Q(submitted_at__isnull=False))
        yield check(
            kind, f"{kind}_verified_has_day", Q(verified_by__isnull=True) | Q(verified_on__isnull=False)
        )


def of_claims():
    """A state implies its moment, and one moment follows the other."""
    implied = {
        "confirmed": ["confirmed", "completed", "closed", "released"],
        "completed": ["completed", "closed"],
    }
    for moment, states in implied.items():
        yield check(
            "claim",
            f"claim_{moment}_has_moment",
            ~Q(state__in=states) | Q((f"{moment}_at__isnull", False)),
        )
    yield check("claim", "claim_closed_has_moment", ~Q(state="closed") | Q(closed_at__isnull=False))
    for earlier, later in pairwise(("claimed", "confirmed", "completed", "closed")):
        either_open = Q((f"{earlier}_at__isnull", True)) | Q((f"{later}_at__isnull", True))
        in_order = Q((f"{earlier}_at__lte", F(f"{later}_at")))
        yield check("claim", f"claim_{earlier}_before_{later}", either_open | in_order)


class Migration(migrations.Migration):
    dependencies = [("projects", "0004_fill_moments")]
    operations = [
        *of_lists(),
        migrations.AlterField(
            "project",
            "budget",
            models.DecimalField(
                "资金预算（元）",
                max_digits=12,
                decimal_places=2,
                null=True,
                blank=True,
                validators=[MinValueValidator(0)],
            ),
        ),
        check("project", "project_budget_not_negative", Q(budget__isnull=True) | Q(budget__gte=0)),
        check(
            "project",
            "project_claims_open_before_closing",
            Q(claim_opens_at__isnull=True)
            | Q(claim_closes_at__isnull=True)
            | Q(claim_opens_at__lt=F("claim_closes_at")),
        ),
        *of_claims(),
        check(
            "claim",
            "claim_ended_with_reason",
            ~Q(state__in=["not_adopted", "released"]) | Q(end_reason__gt=""),
        ),
        check("claim", "claim_ordinal_positive", Q(ordinal__gte=1)),
    ]
