"""Pages of the ground floor and of members.

                        anonymous claimant publisher other office clerk stranger supervisor
"""

from tests.access.rows import Row, get, post

KEEP = {"name": "区财政局", "kind": "@kind"}
NEW = {"name": "区审计局", "kind": "@kind", "region": "@street"}
ACCOUNT = {"username": "newcomer", "role": "liaison", "enrolment": "@enrolment"}

PORTAL: list[Row] = [
    get("home", "-"),
    get("about_accessibility", "-"),
    get("about_complaints", "-"),
    get("about_help", "-"),
    get("healthz", "-"),
    get("readyz", "-"),
    get("metrics", "-"),
    get("stored_file", "-", pk="file"),
    get("todo_count", "-"),
    get("done", "-"),
    get("started", "-"),
    get("notices", "-"),
    post("read_all_notices", "-"),
    post("open_notice", "-", notice_id="notice"),
    get("ledger_import", "-"),
    post("ledger_import", "-", {"region": "@street", "year": 2026, "file": "@workbook"}),
    get("ledger_check", "-", pk="ledger", year=2026),
    post("ledger_check", "-", pk="ledger", year=2026),
    get("ledger_done", "-", pk="ledger", year=2026),
]

MEMBERS: list[Row] = [
    get("acting", "-"),
    post("acting", "-", {"enrolment": "@enrolment"}),
    get("regions", "-"),
    get("region", "-", code="place", open=True),
    post("region", "-", {"name": "网格一"}, code="place", open=True),
    get("region_edit", "-", code="place", open=True),
    post("region_edit", "-", {"name": "五龙村"}, code="place", open=True),
    get("zones", "-"),
    get("zone_new", "-"),
    post("zone_new", "-", {"region": "@street", "name": "城北片区"}),
    get("zone_edit", "-", zone_id="zone"),
    post("zone_edit", "-", {"region": "@street", "name": "城北片区"}, zone_id="zone"),
    get("units", "-"),
    get("unit_new", "-"),
    post("unit_new", "-", NEW),
    get("unit", "-", unit_id="unit"),
    get("unit_edit", "-", unit_id="unit"),
    post("unit_edit", "-", KEEP, unit_id="unit"),
    get("unit_enrol", "-", unit_id="unit"),
    post("unit_enrol", "-", {"region": "@elsewhere"}, unit_id="unit"),
    get("unit_merge", "-", unit_id="unit"),
    post("unit_merge", "-", {"into": ["@other"]}, unit_id="unit"),
    get("unit_close", "-", unit_id="unit"),
    post("unit_close", "-", {"opinion": "停业"}, unit_id="unit"),
    get("enrolment", "-", enrolment_id="enrolment"),
    post("enrolment_move", "-", {"verb": "approve"}, enrolment_id="applied"),
    get("enrolment_contacts", "-", enrolment_id="enrolment"),
    post("enrolment_contacts", "-", {"liaison_name": "王五"}, enrolment_id="enrolment"),
    post("enrolment_reveal", "-", enrolment_id="enrolment"),
    get("handover", "-", enrolment_id="enrolment"),
    post("handover", "-", {"to_user": "@successor"}, enrolment_id="enrolment"),
    get("users", "-"),
    get("user_new", "-"),
    post("user_new", "-", ACCOUNT),
    get("user", "-", user_id="account"),
    get("user_appoint", "-", user_id="account"),
    post("user_appoint", "-", {"role": "liaison", "enrolment": "@suspended"}, user_id="account"),
    post("user_password", "-", user_id="account"),
    post("user_deactivate", "-", user_id="account"),
    post("user_reveal", "-", user_id="account"),
    get("appointment_end", "-", appointment_id="appointment"),
    post("appointment_end", "-", {"on": "2026-01-01"}, appointment_id="appointment"),
]
