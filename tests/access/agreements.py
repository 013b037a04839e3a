"""Agreements of pairings: both sides, the office and who oversees it read; both sides and the office sign.

anonymous claimant publisher other office clerk stranger supervisor
"""

from tests.access.rows import Row, api, get, post

PAGES: list[Row] = [
    get("pairing_agreement", "in 200 200 403 200 200 404 200", pk="paired_by_agreement"),
    get("pairing_scan", "in 200 200 403 200 200 404 403", pk="paired_by_agreement"),
    post(
        "pairing_scan",
        "in 302 302 403 302 302 404 403",
        {"scan": "@photo", "basis": "纸质"},
        pk="paired_by_agreement",
    ),
]

OPERATIONS: list[Row] = [
    api("GET", "pairing-agreement", "401 200 200 403 200 200 404 200", pk="paired_by_agreement"),
    api(
        "POST",
        "pairing-scan",
        "401 201 201 403 201 201 404 403",
        {"scan": "@photo", "basis": "纸质"},
        pk="paired_by_agreement",
    ),
]
