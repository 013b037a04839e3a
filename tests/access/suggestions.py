"""Suggestions of a round and matches of a need: pages and operations.

anonymous claimant publisher other office clerk stranger supervisor
"""

from tests.access.rows import Row, api, get, post

OFFICE = "in 403 403 403 200 200 404 403"
DONE = "in 403 403 403 302 302 404 403"

PAGES: list[Row] = [
    get("programme_suggestions", OFFICE, pk="suggesting"),
    post("programme_suggestions", DONE, {"pairs": "@suggested_pair"}, pk="suggesting"),
    post("programme_weights", DONE, {"weight_load": "30"}, pk="suggesting"),
    get("match_text", "in 403 200 403 200 200 404 200", pk="published_need", unit_id="unit"),
]

OPERATIONS: list[Row] = [
    api(
        "GET",
        "pairing_suggestions",
        "401 403 403 403 200 200 400 403",
        query="?programme=@suggesting",
    ),
    api(
        "POST",
        "pairing_suggestions",
        "401 403 403 403 201 201 400 403",
        {"programme": "@suggesting", "pairs": "@suggested_ids"},
    ),
    api("GET", "need_matches", "401 403 200 403 200 200 404 200", pk="published_need"),
]
