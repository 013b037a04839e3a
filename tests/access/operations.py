"""Operations of the API.

anonymous claimant publisher other office clerk stranger supervisor
"""

from typing import Any

from tests.access.rows import Row, api

UNIT = {"name": "区审计局", "kind": "机关事业", "region": "@street"}
ACCOUNT = {"occurred_on": "2026-06-01", "summary": "亮灯", "basis": "电话"}
REASON = {"opinion": "与村居商定", "basis": "电话"}


def listed(
    name: str, at: str, new: dict[str, Any], change: dict[str, Any], *answers: str, **of: Any
) -> list[Row]:
    """List, create, read and change, in this order."""
    return [
        api("GET", f"{name}-list", answers[0]),
        api("POST", f"{name}-list", answers[1], new),
        api("GET", f"{name}-detail", answers[2], pk=at, **of),
        api("PATCH", f"{name}-detail", answers[3], change, pk=at, **of),
    ]


def verb(route: str, answers: str, pk: str, send: dict[str, Any] | None = None) -> Row:
    return api("POST", route, answers, send, pk=pk)


INBOX: list[Row] = [
    api("GET", "todos", "401 200 200 200 200 200 200 200"),
    api("GET", "notice-list", "401 200 200 200 200 200 200 200"),
    api("GET", "notice-detail", "401 200 404 404 404 404 404 404", pk="notice"),
    verb("notice-read", "401 200 404 404 404 404 404 404", "notice"),
    api("POST", "notice-read-all", "401 200 200 200 200 200 200 200"),
]

MEMBERS: list[Row] = [
    api("GET", "me", "401 200 200 200 200 200 200 200"),
    *listed(
        "region",
        "place_id",
        {"parent": "@place", "name": "网格一"},
        {"name": "五龙村"},
        "401 200 200 200 200 200 200 200",
        "401 403 403 403 201 201 403 403",
        "401 200 200 200 200 200 200 200",
        "401 403 403 403 200 200 403 403",
        open=True,
    ),
    api("GET", "region-policy", "401 403 403 403 200 200 403 403", pk="street", open=True),
    api(
        "PATCH",
        "region-policy",
        "401 403 403 403 200 403 403 403",
        {"paired_days": 5},
        pk="street",
        open=True,
    ),
    *listed(
        "zone",
        "zone",
        {"region": "@street", "name": "城北片区", "regions": [], "units": []},
        {"purpose": "党建"},
        "401 200 200 200 200 200 200 200",
        "401 403 403 403 201 201 403 403",
        "401 200 200 200 200 200 404 200",
        "401 403 403 403 200 200 404 403",
    ),
    *listed(
        "unit",
        "unit",
        UNIT,
        {"address": "金石北路"},
        "401 200 200 200 200 200 200 200",
        "401 403 403 403 201 201 403 403",
        "401 200 200 200 200 200 404 200",
        "401 403 403 403 200 200 404 403",
    ),
    verb("unit-close", "401 403 403 403 200 403 404 403", "unit"),
    verb("unit-merge", "401 403 403 403 200 403 404 403", "unit", {"into": ["@other"]}),
    *listed(
        "enrolment",
        "enrolment",
        {"unit": "@unit", "region": "@elsewhere"},
        {"liaison_name": "王五"},
        "401 200 200 200 200 200 200 200",
        "401 201 403 403 403 403 400 403",
        "401 200 200 200 200 200 404 200",
        "401 200 403 403 200 200 404 403",
    ),
    verb("enrolment-approve", "401 403 403 403 200 403 404 403", "applied"),
    verb("enrolment-decline", "401 403 403 403 200 403 404 403", "applied", {"opinion": "不在本街道"}),
    verb("enrolment-suspend", "401 403 403 403 200 403 404 403", "enrolment", {"opinion": "停业"}),
    verb("enrolment-resume", "401 403 403 403 200 403 404 403", "suspended"),
    verb("enrolment-leave", "401 403 403 403 200 403 404 403", "enrolment", {"opinion": "迁出"}),
    *listed(
        "appointment",
        "appointment",
        {"user": "@account", "role": "liaison", "enrolment": "@suspended"},
        {"until_on": "2099-01-01"},
        "401 200 200 200 200 200 200 200",
        "401 400 400 400 201 201 400 400",
        "401 200 404 404 200 200 404 200",
        "401 403 404 404 200 200 404 403",
    ),
    *listed(
        "record",
        "record",
        ACCOUNT | {"claims": ["@confirmed_claim"]},
        {"place": "爱五路"},
        "401 200 200 200 200 200 200 200",
        "401 201 201 403 201 201 400 403",
        "401 200 200 404 200 200 404 200",
        "401 200 403 404 200 200 404 403",
    ),
    verb("record-strike", "401 200 403 404 200 200 404 403", "record", {"reason": "重复登记"}),
]


PAPER = {"region": "@street", "kind": "plan", "title": "计划", "issued_on": "2026-01-10"}

PAPERS: list[Row] = [
    api("GET", "unit-file", "401 200 200 200 200 200 404 200", pk="unit"),
    *listed(
        "document",
        "document",
        PAPER,
        {"title": "总结"},
        "401 200 200 200 200 200 200 200",
        "401 403 403 403 201 201 403 403",
        "401 404 404 404 200 200 404 200",
        "401 404 404 404 200 200 404 403",
    ),
    verb("document-remove", "401 404 404 404 200 200 404 403", "document"),
    verb("document-restore", "401 404 404 404 200 200 404 403", "document"),
]


def listing(kind: str) -> list[Row]:
    """Alike for the three lists."""
    new = {"title": "新的一项", "category": f"@{kind}_category", "unit": "@hood", "basis": "电话"}
    draft, submitted = f"draft_{kind}", f"submitted_{kind}"
    published, suspended = f"published_{kind}", f"suspended_{kind}"
    return [
        *listed(
            kind,
            draft,
            new,
            {"place": "爱五路"},
            "401 200 200 200 200 200 200 200",
            "401 403 201 403 201 201 403 403",
            "401 404 200 404 200 200 404 200",
            "401 404 200 404 200 200 404 403",
        ),
        api("GET", f"{kind}-detail", "401 200 200 200 200 200 404 200", pk=published),
        api(
            "POST",
            f"{kind}-bulk",
            "401 200 200 200 200 200 200 200",
            {"verb": "publish", "ids": [f"@{submitted}"]},
        ),
        verb(f"{kind}-submit", "401 404 200 404 200 200 404 403", draft, {"basis": "电话"}),
        verb(f"{kind}-publish", "401 404 403 404 200 403 404 403", submitted),
        verb(f"{kind}-send-back", "401 404 403 404 200 403 404 403", submitted, {"opinion": "请补充"}),
        verb(f"{kind}-not-adopt", "401 404 403 404 200 403 404 403", submitted, {"opinion": "重复"}),
        verb(f"{kind}-resume", "401 403 403 403 200 200 404 403", suspended),
        verb(f"{kind}-close", "401 403 200 403 200 200 404 403", published, REASON),
        verb(f"{kind}-undo", "401 403 403 403 403 403 404 403", published),
    ]


NEW_CATEGORY = {"region": "@street", "list": "project", "year": 2026, "name": "新类别"}

LISTINGS: list[Row] = [
    *listed(
        "category",
        "project_category",
        NEW_CATEGORY,
        {"name": "改名"},
        "401 200 200 200 200 200 200 200",
        "401 403 403 403 201 201 403 403",
        "401 200 200 200 200 200 404 200",
        "401 403 403 403 200 200 404 403",
    ),
    *listing("resource"),
    *listing("need"),
    *listing("project"),
    verb("resource-suspend", "401 403 200 403 200 200 404 403", "published_resource", REASON),
    verb("need-suspend", "401 409 409 409 409 409 404 409", "published_need", REASON),
    verb("project-suspend", "401 403 200 403 200 200 404 403", "published_project", REASON),
    verb("need-project", "401 403 201 403 201 201 404 403", "published_need"),
]

FACTS = {"neighbourhood": "@hood", "done": True, "basis": "电话"}

CLAIMS: list[Row] = [
    api("GET", "project_claims", "401 200 200 200 200 200 404 200", pk="published_project"),
    api(
        "POST",
        "project_claims",
        "401 403 403 201 201 201 404 403",
        {"unit": "@other", "basis": "电话"},
        pk="published_project",
    ),
    api("GET", "claim-list", "401 200 200 200 200 200 200 200"),
    api("GET", "claim-detail", "401 200 200 200 200 200 404 200", pk="submitted_claim"),
    api(
        "POST",
        "claim-bulk",
        "401 200 200 200 200 200 200 200",
        {"verb": "confirm", "ids": ["@submitted_claim"]},
    ),
    verb("claim-endorse", "401 403 403 403 200 200 404 403", "pending_unit_claim", {"basis": "纸质"}),
    verb("claim-confirm", "401 403 403 403 200 403 404 403", "submitted_claim"),
    verb("claim-not-adopt", "401 403 403 403 200 403 404 403", "submitted_claim", {"opinion": "重复"}),
    verb("claim-withdraw", "401 200 403 403 200 200 404 403", "submitted_claim", REASON),
    verb("claim-release", "401 200 403 403 200 200 404 403", "confirmed_claim", REASON),
    verb("claim-complete", "401 200 403 403 200 200 404 403", "confirmed_claim", {"basis": "电话"}),
    verb("claim-send-back", "401 403 403 403 200 403 404 403", "completed_claim", {"opinion": "请补充"}),
    verb("claim-close", "401 403 403 403 200 403 404 403", "completed_claim"),
    verb("claim-renew", "401 200 403 403 200 200 404 403", "offered_claim", {"basis": "电话"}),
    verb("claim-undo", "401 403 403 403 403 403 404 403", "submitted_claim"),
    api("GET", "claim_records", "401 200 200 200 200 200 404 200", claim="confirmed_claim"),
    api("POST", "claim_records", "401 201 201 403 201 201 404 403", ACCOUNT, claim="confirmed_claim"),
    api(
        "POST",
        "claim_records_link",
        "401 201 201 400 201 201 404 403",
        {"record": "@record"},
        claim="confirmed_claim",
    ),
    api("GET", "claim_feedback", "401 200 200 200 200 200 404 200", claim="confirmed_claim"),
    api("POST", "claim_feedback", "401 403 201 403 201 201 404 403", FACTS, claim="confirmed_claim"),
    api("GET", "claim_contributions", "401 200 200 403 200 200 404 200", claim="confirmed_claim"),
    api(
        "POST",
        "claim_contributions",
        "401 201 201 403 201 201 404 403",
        {"kind": "money", "amount": "100"},
        claim="confirmed_claim",
    ),
]

A_LEDGER = {"file": "@workbook", "region": "@street", "year": 2026}
OFFICE_ONLY = "401 404 404 404 200 200 404 404"
A_FOLDER = {"kind": "inspection", "region": "@street", "options": {"year": 2026, "span": "year"}}
A_REPORT = {"region": "@street", "year": 2026, "title": "三季度"}
ASKER_ONLY = "401 404 404 404 200 404 404 404"

CARRY_OVER = {"region": "@street", "from_year": 2026, "to_year": 2027, "lists": ["project"]}

LEDGERS: list[Row] = [
    api("GET", "carry_over-list", "401 200 200 200 200 200 200 200"),
    api("POST", "carry_over-list", "401 403 403 403 201 201 403 403", CARRY_OVER),
    api("GET", "carry_over-detail", "401 404 404 404 200 200 404 200", pk="failed_carry_over"),
    verb("carry_over-retry", "401 404 404 404 200 200 404 403", "failed_carry_over"),
    api("GET", "import-list", "401 200 200 200 200 200 200 200"),
    api("POST", "import-list", "401 403 403 403 201 201 403 403", A_LEDGER),
    api("GET", "import-detail", OFFICE_ONLY, pk="ready_import"),
    api("GET", "import_problems", OFFICE_ONLY, pk="ready_import"),
    verb("import-choose", OFFICE_ONLY, "ready_import", {"choices": {}}),
    verb("import-correct", OFFICE_ONLY, "ready_import", {"corrections": {}}),
    verb("import-confirm", OFFICE_ONLY, "ready_import"),
    verb("import-discard", OFFICE_ONLY, "ready_import"),
    verb("import-retry", OFFICE_ONLY, "ready_import"),
    verb("import-undo", OFFICE_ONLY, "imported_import"),
    api("GET", "snapshot-list", "401 200 200 200 200 200 200 200"),
    api("POST", "snapshot-list", "401 403 403 403 201 201 403 403", A_REPORT),
    api("GET", "snapshot-detail", OFFICE_ONLY, pk="snapshot"),
    api("GET", "snapshot-difference", OFFICE_ONLY, pk="snapshot"),
    api("GET", "snapshot_workbook", OFFICE_ONLY, pk="snapshot"),
    api("GET", "export-list", "401 200 200 200 200 200 200 200"),
    api("POST", "export-list", "401 403 403 403 201 201 403 201", A_FOLDER),
    api("GET", "export-detail", ASKER_ONLY, pk="ready_export"),
    api("GET", "export_file", ASKER_ONLY, pk="ready_export"),
    verb("export-retry", ASKER_ONLY, "failed_export"),
]
