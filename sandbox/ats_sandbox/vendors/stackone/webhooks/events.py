"""The names of the events: of linked accounts, of records, and alerts."""

CREATED, UPDATED, DELETED = "created", "updated", "deleted"
CHANGES = (CREATED, UPDATED, DELETED)
ACCOUNT = "account"
RECORDS = (
    "ats_applications",
    "ats_candidates",
    "ats_jobs",
    "ats_job_postings",
    "ats_interviews",
    "ats_assessments",
    "ats_lists",
    "ats_users",
)
"""What there are events of, beside accounts; without `ats_` it is the type of the record."""
FAILED_REQUEST = "request.failed"
"""An alert that one guide names. Only a test event leads to it here: a request that fails changes nothing, and events
are made of what has changed; `GET /requests/logs` shows it."""
ALERTS = ("account.error", "account.expired", FAILED_REQUEST)
EVENTS = (*(f"{noun}.{change}" for noun in (ACCOUNT, *RECORDS) for change in CHANGES), *ALERTS)
"""All of them."""
