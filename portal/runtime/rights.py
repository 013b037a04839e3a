"""The rights of the application's role, said in one place: `portal/sql/rights.sql`."""

from contextlib import closing
from pathlib import Path

import psycopg2

RIGHTS = Path(__file__).resolve().parents[1] / "sql" / "rights.sql"


def settle_rights(database: str) -> None:
    """Give the application's role its rights on the tables there are. `database` is the owner's URL."""
    with closing(psycopg2.connect(database)) as link, link, link.cursor() as cursor:
        cursor.execute(RIGHTS.read_text(encoding="utf-8"))
