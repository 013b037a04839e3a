"""Chinese search: single characters and pairs of neighbours, held in a generated column."""

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Func, GeneratedField


class CjkGrams(Func):
    """The grams of a text: every character and every pair of neighbours (SQL function `cjk_grams`)."""

    function = "cjk_grams"
    output_field = SearchVectorField()


def grams_of(column: str) -> GeneratedField:
    """A stored column of grams over a text column; its GIN index wants a small `gin_pending_list_limit`."""
    return GeneratedField(expression=CjkGrams(column), output_field=SearchVectorField(), db_persist=True)
