"""The access table: for every page and every operation of the API, what each position is answered.

A route or a method without a row fails the build. Add the row beside its neighbours, with the least body
that is valid: an answer of 200 where 302 was meant says that the form was not.
"""

from tests.access import (
    agreements,
    assessment,
    assessment_api,
    councils,
    meetings,
    metrics,
    operations,
    organisation,
    pages_members,
    pages_projects,
    pairing,
    pairings_api,
    rotation,
    schemes,
    suggestions,
    surveys,
)
from tests.access.rows import Row

TABLE: list[Row] = [
    *pages_members.PORTAL,
    *pages_members.DOCUMENTS,
    *pages_members.MEMBERS,
    *organisation.PAGES,
    *councils.PAGES,
    *meetings.PAGES,
    *rotation.PAGES,
    *pairing.PAGES,
    *suggestions.PAGES,
    *agreements.PAGES,
    *metrics.PAGES,
    *schemes.PAGES,
    *assessment.PAGES,
    *surveys.PAGES,
    *pages_projects.RECORDS,
    *pages_projects.PAPERS,
    *pages_projects.HANDED_ON,
    *pages_projects.LISTINGS,
    *pages_projects.YEAR,
    *pages_projects.CLAIMING,
    *pages_projects.CLAIMS,
    *operations.INBOX,
    *operations.MEMBERS,
    *organisation.OPERATIONS,
    *councils.OPERATIONS,
    *meetings.OPERATIONS,
    *rotation.OPERATIONS,
    *suggestions.OPERATIONS,
    *agreements.OPERATIONS,
    *metrics.OPERATIONS,
    *pairings_api.OPERATIONS,
    *assessment_api.OPERATIONS,
    *surveys.OPERATIONS,
    *operations.PAPERS,
    *operations.LISTINGS,
    *operations.CLAIMS,
    *operations.LEDGERS,
]

NOT_OURS = {
    "account_login": "allauth's; walked through in tests/portal/test_signin.py",
    "account_logout": "allauth's",
    "account_inactive": "allauth's",
    "account_signup": "allauth's, closed: tests/portal/test_signin.py",
    "account_reauthenticate": "allauth's",
    "account_change_password": "allauth's",
    "api_schema": "drf-spectacular's, the same for everybody: tests/portal/api/test_schema.py",
    "api_docs": "drf-spectacular's page about the schema",
    "api_token": "how one signs in: tests/portal/api/test_tokens.py",
    "api_token_revoke": "takes a token, which nobody here has: tests/portal/api/test_tokens.py",
    "": "catches every other address below /api/v1/ and answers 404",
}
"""Routes that have no row, with the reason."""
