"""Rows held until the transaction ends: a survey goes before its batches, links before tallies."""

from alliances.surveys.models import LinkBatch, Survey


def lock_survey(survey: Survey) -> Survey:
    rows = Survey.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("region").get(pk=survey.pk)


def lock_batch(batch: LinkBatch) -> LinkBatch:
    rows = LinkBatch.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("survey__region", "side").get(pk=batch.pk)
