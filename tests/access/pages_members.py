"""Pages of the ground floor and of members.

anonymous claimant publisher other office clerk stranger supervisor
"""

from tests.access.rows import Row, get, post

KEEP = {"name": "区财政局", "kind": "@kind"}
NEW = {"name": "区审计局", "kind": "@kind", "region": "@street"}
ACCOUNT = {"username": "newcomer", "role": "liaison", "enrolment": "@enrolment"}

REPORT = {"region": "@street", "year": 2026, "title": "三季度"}
LEDGERS = {"region": "@street", "year": 2026, "content": "data", "kinds": ["projects"]}

PORTAL: list[Row] = [
    get("home", "200 200 200 200 200 200 200 200"),
    get("about_accessibility", "200 200 200 200 200 200 200 200"),
    get("about_complaints", "200 200 200 200 200 200 200 200"),
    get("about_help", "200 200 200 200 200 200 200 200"),
    get("healthz", "200 200 200 200 200 200 200 200"),
    get("readyz", "200 200 200 200 200 200 200 200"),
    get("metrics", "200 200 200 200 200 200 200 200"),
    get("stored_file", "in 200 200 404 200 200 404 200", pk="file"),
    get("search", "in 200 200 200 200 200 200 200", query="?q=亮灯"),
    get("todo_count", "in 200 200 200 200 200 200 200"),
    get("done", "in 200 200 200 200 200 200 200"),
    get("started", "in 200 200 200 200 200 200 200"),
    get("notices", "in 200 200 200 200 200 200 200"),
    post("read_all_notices", "in 302 302 302 302 302 302 302"),
    post("open_notice", "in 302 404 404 404 404 404 404", notice_id="notice"),
    get("ledger_import", "in 403 403 403 200 200 200 403"),
    post(
        "ledger_import",
        "in 403 403 403 302 302 400 403",
        {"region": "@street", "year": 2026, "file": "@workbook"},
    ),
    get("ledger_export", "in 403 403 403 200 200 200 200"),
    post("ledger_export", "in 403 403 403 200 200 400 200", LEDGERS),
    get("ledger_snapshots", "in 403 403 403 200 200 200 403"),
    post("ledger_snapshots", "in 403 403 403 302 302 400 403", REPORT),
    get("ledger_snapshot", "in 404 404 404 200 200 404 404", pk="snapshot"),
    get("ledger_snapshot_workbook", "in 404 404 404 200 200 404 404", pk="snapshot"),
    get("inspection", "in 403 403 403 200 200 200 200"),
    post("inspection", "in 403 403 403 302 302 302 302", {"span": "year", "year": 2026, "parts": ["units"]}),
    get("exports", "in 200 200 200 200 200 200 200"),
    get("export", "in 404 404 404 200 404 404 404", pk="ready_export"),
    post("export", "in 404 404 404 302 404 404 404", pk="failed_export"),
    get("export_file", "in 404 404 404 200 404 404 404", pk="ready_export"),
    get("ledgers", "in 403 403 403 200 200 200 200"),
    get("ledger_imports", "in 200 200 200 200 200 200 200"),
    get("ledger_import_page", "in 404 404 404 200 200 404 404", pk="ready_import"),
    get("ledger_import_page", "in 404 404 404 200 200 404 404", pk="imported_import"),
    post("ledger_import_page", "in 404 404 404 302 302 404 404", {"verb": "discard"}, pk="ready_import"),
    post("ledger_import_page", "in 404 404 404 302 302 404 404", {"verb": "undo"}, pk="imported_import"),
    get("ledger_import_problems", "in 404 404 404 200 200 404 404", pk="ready_import"),
]

A_TEMPLATE = {"file": "@word"}
SAME = {"kind": "claim_letter"}

DOCUMENTS: list[Row] = [
    get("document_templates", "in 403 403 403 200 200 200 403"),
    get("document_template", "in 403 403 403 200 200 200 403", **SAME),
    post("document_template", "in 403 403 403 302 403 302 403", A_TEMPLATE, **SAME),
    get("document_template_file", "in 403 403 403 200 200 200 403", **SAME),
    post("document_template_builtin", "in 403 403 403 302 403 302 403", **SAME),
]

POLICY = {"offer_days": 10, "endorse_days": 5, "review_days": 3, "late_days": 31, "paired_days": 3}

MEMBERS: list[Row] = [
    get("office_policy", "in 403 403 403 200 200 200 403"),
    post("office_policy", "in 403 403 403 302 403 302 403", POLICY),
    get("acting", "in 200 200 200 200 200 200 200"),
    post("acting", "in 302 404 404 404 404 404 404", {"enrolment": "@enrolment"}),
    get("regions", "in 200 200 200 200 200 200 200"),
    get("region", "in 200 200 200 200 200 200 200", code="place", open=True),
    post("region", "in 403 403 403 302 302 403 403", {"name": "网格一"}, code="place", open=True),
    get("region_edit", "in 403 403 403 200 200 403 403", code="place", open=True),
    post("region_edit", "in 403 403 403 302 302 403 403", {"name": "五龙村"}, code="place", open=True),
    get("zones", "in 200 200 200 200 200 200 200"),
    get("zone_new", "in 403 403 403 200 200 200 403"),
    post("zone_new", "in 403 403 403 302 302 200 403", {"region": "@street", "name": "城北片区"}),
    get("zone_edit", "in 403 403 403 200 200 404 403", zone_id="zone"),
    post(
        "zone_edit",
        "in 403 403 403 302 302 404 403",
        {"region": "@street", "name": "城北片区"},
        zone_id="zone",
    ),
    get("units", "in 200 200 200 200 200 200 200"),
    get("unit_new", "in 403 403 403 200 200 200 403"),
    post("unit_new", "in 403 403 403 302 302 200 403", NEW),
    get("unit", "in 200 200 200 200 200 404 200", unit_id="unit"),
    get("unit_file", "in 200 200 200 200 200 404 200", unit_id="unit"),
    get("unit_file_word", "in 200 200 200 200 200 404 200", unit_id="unit"),
    get("unit_edit", "in 403 403 403 200 200 404 403", unit_id="unit"),
    post("unit_edit", "in 403 403 403 302 302 404 403", KEEP, unit_id="unit"),
    get("unit_enrol", "in 200 403 403 200 200 404 403", unit_id="unit"),
    post("unit_enrol", "in 302 403 403 200 200 404 403", {"region": "@elsewhere"}, unit_id="unit"),
    get("unit_merge", "in 403 403 403 200 403 404 403", unit_id="unit"),
    post("unit_merge", "in 403 403 403 302 403 404 403", {"into": ["@other"]}, unit_id="unit"),
    get("unit_close", "in 403 403 403 200 403 404 403", unit_id="unit"),
    post("unit_close", "in 403 403 403 302 403 404 403", {"opinion": "停业"}, unit_id="unit"),
    get("enrolment", "in 200 200 200 200 200 404 200", enrolment_id="enrolment"),
    post("enrolment_move", "in 403 403 403 302 403 404 403", {"verb": "approve"}, enrolment_id="applied"),
    get("enrolment_contacts", "in 200 403 403 200 200 404 403", enrolment_id="enrolment"),
    post(
        "enrolment_contacts",
        "in 302 403 403 302 302 404 403",
        {"liaison_name": "王五"},
        enrolment_id="enrolment",
    ),
    post("enrolment_reveal", "in 200 200 403 200 200 404 403", enrolment_id="enrolment"),
    get("handover", "in 403 403 403 200 200 404 403", enrolment_id="enrolment"),
    post("handover", "in 403 403 403 302 302 404 403", {"to_user": "@successor"}, enrolment_id="enrolment"),
    get("users", "in 403 403 403 200 200 200 403"),
    get("user_new", "in 403 403 403 200 200 200 403"),
    post("user_new", "in 403 403 403 200 200 200 403", ACCOUNT),
    get("user", "in 404 404 404 200 200 404 404", user_id="account"),
    get("user_appoint", "in 404 404 404 200 200 404 404", user_id="account"),
    post(
        "user_appoint",
        "in 404 404 404 302 302 404 404",
        {"role": "liaison", "enrolment": "@suspended"},
        user_id="account",
    ),
    post("user_password", "in 404 404 404 200 200 404 404", user_id="account"),
    post("user_deactivate", "in 404 404 404 302 302 404 404", user_id="account"),
    post("user_reveal", "in 404 404 404 200 200 404 404", user_id="account"),
    get("appointment_end", "in 403 404 404 200 200 404 403", appointment_id="appointment"),
    post(
        "appointment_end",
        "in 403 404 404 302 302 404 403",
        {"on": "2026-01-01"},
        appointment_id="appointment",
    ),
]
