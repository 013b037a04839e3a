"""Brings rows from before to what 0005 lets the database hold: the trail knows when things happened."""

from itertools import pairwise

from django.db import migrations

SUBMITTED = """
    UPDATE projects_{kind} SET submitted_at = COALESCE(
      (SELECT max(recorded_at) FROM portal_step
       WHERE subject_kind = '{kind}' AND subject_id = projects_{kind}.id AND verb = 'submit'),
      created_at)
    WHERE state IN ('submitted', 'returned', 'not_adopted') AND submitted_at IS NULL
"""
VERIFIED = """
    UPDATE projects_{kind} SET verified_by_id = NULL WHERE verified_on IS NULL AND verified_by_id IS NOT NULL
"""
MOVED = """
    UPDATE projects_claim SET {moment}_at = COALESCE(
      (SELECT max(recorded_at) FROM portal_step
       WHERE subject_kind = 'claim' AND subject_id = projects_claim.id AND verb = '{verb}'),
      {before}_at)
    WHERE state IN ({states}) AND {moment}_at IS NULL
"""
ENDED = """
    UPDATE projects_claim SET end_reason = COALESCE(
      (SELECT left(opinion, 200) FROM portal_step
       WHERE subject_kind = 'claim' AND subject_id = projects_claim.id
         AND verb IN ('not-adopt', 'release') AND opinion <> ''
       ORDER BY id DESC LIMIT 1),
      '未写明')
    WHERE state IN ('not_adopted', 'released') AND end_reason = ''
"""
IN_ORDER = """
    UPDATE projects_claim SET {later}_at = {earlier}_at WHERE {later}_at < {earlier}_at
"""
MOMENTS = ("claimed", "confirmed", "completed", "closed")
FILL = [
    *(sql.format(kind=kind) for kind in ("resource", "need", "project") for sql in (SUBMITTED, VERIFIED)),
    "UPDATE projects_project SET budget = NULL WHERE budget < 0",
    "UPDATE projects_project SET claim_opens_at = NULL WHERE claim_opens_at >= claim_closes_at",
    MOVED.format(
        moment="confirmed",
        verb="confirm",
        before="claimed",
        states="'confirmed', 'completed', 'closed', 'released'",
    ),
    MOVED.format(moment="completed", verb="complete", before="confirmed", states="'completed', 'closed'"),
    MOVED.format(moment="closed", verb="close", before="completed", states="'closed'"),
    ENDED,
    *(IN_ORDER.format(earlier=earlier, later=later) for earlier, later in pairwise(MOMENTS)),
]


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_carried_from"), ("portal", "0002_tables")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
