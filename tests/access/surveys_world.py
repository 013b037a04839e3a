"""Surveys of the table's world, all about one unit: a draft, an open one with a batch, one closed."""

from typing import Any

from members.models import Region, Unit
from tests import factories as make


def surveys_of(street: Region, unit: Unit) -> dict[str, Any]:
    """`drafted_survey`, `closed_survey`; `open_survey` with a side, a subject and a batch of its own."""
    going = make.opened_survey(unit, region=street)
    make.links_of(going, 1)
    return {
        "drafted_survey": make.survey_about(unit, region=street).pk,
        "open_survey": going.pk,
        "survey_side": going.sides.get().pk,
        "survey_subject": going.subjects.get().pk,
        "survey_batch": going.batches.get().pk,
        "closed_survey": make.closed_survey(unit, region=street).pk,
    }
