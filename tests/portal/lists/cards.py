"""A list to test lists with: cards on shelves, in temporary tables of the test's own transaction."""

from django.db import connection, models
from django.test.utils import isolate_apps

from portal.lists.ordering import Ordering
from portal.lists.spec import ListSpec
from portal.search import grams_of

with isolate_apps("django.contrib.humanize"):

    class Shelf(models.Model):
        name = models.CharField(max_length=20)

        class Meta:
            app_label = "humanize"
            db_table = "test_shelf"

        def __str__(self) -> str:
            return self.name

    class Card(models.Model):
        title = models.CharField(max_length=100)
        rank = models.IntegerField()
        due_on = models.DateField(null=True)
        made_at = models.DateTimeField()
        price = models.DecimalField(max_digits=9, decimal_places=2, null=True)
        shelf = models.ForeignKey(Shelf, models.CASCADE, null=True)
        grams = grams_of("title")

        class Meta:
            app_label = "humanize"
            db_table = "test_card"

        def __str__(self) -> str:
            return self.title


TABLES = """
    CREATE TEMPORARY TABLE test_shelf (id bigserial PRIMARY KEY, name text NOT NULL) ON COMMIT DROP;
    CREATE TEMPORARY TABLE test_card (
        id bigserial PRIMARY KEY, title text NOT NULL, rank int NOT NULL, due_on date,
        made_at timestamptz NOT NULL, price numeric(9, 2), shelf_id bigint,
        grams tsvector GENERATED ALWAYS AS (cjk_grams(title)) STORED
    ) ON COMMIT DROP;
"""


def create_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)


class CardList(ListSpec):
    orderings = {
        "due": Ordering("先到期", "due_on"),
        "-due": Ordering("后到期", "-due_on"),
        "rank": Ordering("名次", "rank"),
        "-rank": Ordering("名次从后", "-rank"),
        "-made": Ordering("最新", "-made_at"),
        "price": Ordering("价格", "-price", "rank"),
        "shelf": Ordering("架子", "shelf__name", "-due_on", "rank"),
        "title": Ordering("名称", "-title", "due_on", "-id"),
    }
