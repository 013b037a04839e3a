"""What the database refuses, in the words of the action that met it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, models, transaction

from portal.refusals import Refusal


class SaidByActions(models.Model):
    """Forms leave its constraints alone, but those with a sentence of their own: they would tell a name.

    Actions say in words what does not fit, fields have their bounds as validators; the database holds both.
    """

    class Meta:
        abstract = True

    def get_constraints(self) -> list[Any]:
        return [
            (
                model,
                [
                    each
                    for each in held
                    if each.violation_error_message != each.default_violation_error_message
                ],
            )
            for model, held in super().get_constraints()
        ]


def broken_constraint(error: IntegrityError) -> str | None:
    """The name of the constraint that held; None where the database did not say."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None)


@contextmanager
def refused_as(refusals: Mapping[str, Refusal]) -> Iterator[None]:
    """Turn the named constraints into refusals, by name; other errors go on as they are.

    The block is a savepoint, so that the transaction around it goes on after a refusal. Deferred
    constraints speak at its end only once they are set immediate.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        refusal = refusals.get(broken_constraint(error) or "")
        if refusal is None:
            raise
        raise refusal from error
