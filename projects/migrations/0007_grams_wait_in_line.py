import django.contrib.postgres.indexes
from django.db import migrations, models

LISTS = ("resource", "need", "project")
WAITING = "ALTER INDEX {list}_grams SET (fastupdate = on, gin_pending_list_limit = 256)"
AT_ONCE = (
    "ALTER INDEX {list}_grams SET (fastupdate = off); ALTER INDEX {list}_grams RESET (gin_pending_list_limit)"
)


def waiting(name):
    """The index is not built anew: only what is written from now on goes another way."""
    index = django.contrib.postgres.indexes.GinIndex(
        models.F("grams"), fastupdate=True, gin_pending_list_limit=256, name=f"{name}_grams"
    )
    return migrations.SeparateDatabaseAndState(
        [migrations.RunSQL(WAITING.format(list=name), AT_ONCE.format(list=name))],
        [migrations.RemoveIndex(name, f"{name}_grams"), migrations.AddIndex(name, index)],
    )


class Migration(migrations.Migration):
    """New grams wait in a list of at most 256 kB, which searches read too, and go into the index together."""

    dependencies = [("projects", "0006_offer_until")]
    operations = [waiting(name) for name in LISTS]
