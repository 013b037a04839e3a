"""What the database refuses, in the words of the action that met it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from portal.refusals import Refusal


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
