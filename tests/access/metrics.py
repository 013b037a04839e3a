"""共建情况: pages and operations.

anonymous claimant publisher other office clerk stranger supervisor
"""

from tests.access.rows import Row, api, get

SEEN = "in 200 403 403 200 200 404 200"
READ = "401 200 403 403 200 200 404 200"
HALF = "?period=2026-h1"

PAGES: list[Row] = [
    get("own_standing", "in 302 302 302 302 302 302 302"),
    get("standing", SEEN, unit_id="unit"),
    get("standing_facts", SEEN, unit_id="unit", metric="records"),
    get("standing_letter", SEEN, unit_id="unit", query=HALF),
]

OPERATIONS: list[Row] = [
    api("GET", "standing", READ, pk="unit", query="?region=@street"),
    api("GET", "standing_facts", READ, pk="unit", metric="records", query="?region=@street"),
]
