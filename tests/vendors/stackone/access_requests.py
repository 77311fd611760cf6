"""Requests of the table of statuses: who calls, for which linked account, how often, and what nothing leads to."""

from tests.contract.status_tables import Requests, while_failing
from tests.vendors.stackone import sending
from tests.vendors.stackone.sending import (
    account,
    authorized,
    example,
    nowhere,
    spent,
    without_account,
)

READS = "ats_list_*, ats_get_*"
EVERY_READ = f"{READS}, stackone_list_*, stackone_get_*"
UNIFIED = "ats_*, stackone_proxy_request"
BODIES = "ats_create_*, ats_update_*, ats_order_*, ats_move_*, ats_reject_*, ats_upload_*, stackone_proxy_request"
WRITES = (
    "*_create_*, *_update_*, *_order_*, *_delete_*, ats_move_*, ats_reject_*, ats_upload_*, stackone_authenticate_*, "
    "stackone_proxy_request"
)
BEYOND_BASIC = (
    "ats_create_*, ats_update_*, ats_order_*, ats_delete_*, ats_move_*, ats_reject_*, ats_upload_*, ats_download_*, "
    "stackone_proxy_request"
)
BASIC = "ats_list_applications, ats_list_candidates, ats_list_jobs, ats_list_application_stages"
MALFORMED = {"data": b'{"a": ', "json": None, "content_type": "application/json"}

ACCESS: Requests = {
    EVERY_READ: {
        "the key as user name": authorized("sandbox-admin:"),
        "the key without a colon": authorized("sandbox-admin"),
        "the key as password": authorized(":sandbox-admin"),
        "a read only key": example(token="sandbox-readonly"),
        "the 1001st request after a minute": spent(example(), then=60_000),
        "the 1001st request, of another key": spent(example(), key="sandbox-readonly"),
    },
    "*": {
        "no Authorization": example(token=None),
        "another scheme than Basic": example(token=None, headers={"Authorization": "Bearer sandbox-admin"}),
        "Basic and nothing": example(token=None, headers={"Authorization": "Basic "}),
        "an unknown key": authorized("nobody:"),
        "a key that has expired": authorized("sandbox-expired:"),
        "a key without rights": example(token="sandbox-unscoped"),
        "a request that fails the validation somewhere": while_failing(400, example()),
        "something that is not there": while_failing(404, example()),
        "a provider that takes more than a minute": while_failing(408, example()),
        "a conflict at the provider": while_failing(409, example()),
        "a payload that the provider does not accept": while_failing(422, example()),
        "a limit that is used up": while_failing(429, example()),
        "a failure of the server": while_failing(500, example()),
        "an operation that the provider does not have": while_failing(501, example()),
        "a failure of the provider": while_failing(502, example()),
        "the 1001st request at once": spent(example()),
        "the 1001st request after 58.5 seconds": spent(example(), then=58_500),
        "no Authorization, and the budget is used up": spent(example(token=None)),
        "a key without rights, and the budget is used up": spent(
            example(token="sandbox-unscoped"), key="sandbox-unscoped"
        ),
    },
    "ats_*": {"a payload that the provider of the account does not accept": while_failing(422, example())},
    WRITES: {"a read only key": example(token="sandbox-readonly")},
    UNIFIED: {
        "no x-account-id": without_account(),
        "an unknown account": account("nobody"),
        "an account that was removed": sending.removed_account,
        "a suspended account": account("acme-suspended"),
        "an expired account": account("acme-expired"),
        "a disabled account": account("acme-inactive"),
        "an archived account": account("acme-archived"),
        "an account in error": account("acme-error"),
        "an account at a system that is no ATS": account("acme-hris"),
        "no Authorization and no x-account-id": example(token=None),
        "no x-account-id, and a key without rights": without_account("sandbox-unscoped"),
        "no x-account-id, and the budget is used up": spent(without_account()),
        "a suspended account at a system that is no ATS": sending.suspended_elsewhere,
    },
    "stackone_list_*, stackone_get_*": {"no x-account-id": without_account(), "an unknown account": account("nobody")},
    BEYOND_BASIC: {"an account at a system that shows the main records alone": account("acme-basic")},
    BASIC: {"an account at a system that shows the main records alone": account("acme-basic")},
    BODIES: {
        "an unknown account and malformed JSON": account("nobody", **MALFORMED),
        "a suspended account and malformed JSON": account("acme-suspended", **MALFORMED),
        "a system that is no ATS and malformed JSON": account("acme-hris", **MALFORMED),
    },
    "-": {
        "an unknown route": nowhere("GET", "/nowhere"),
        "an unknown route below the unified ones": nowhere("GET", "/unified/ats/email_templates"),
        "a method that a route has not": nowhere("DELETE", "/unified/ats/jobs"),
        "PUT of a record": nowhere("PUT", "/unified/ats/jobs/1", json={}),
        "an unknown route without a key": nowhere("GET", "/nowhere", token=None),
        "an unknown route for an unknown account": nowhere("GET", "/unified/x", headers={"x-account-id": "nobody"}),
        "an unknown route, and the budget is used up": spent(nowhere("GET", "/nowhere")),
    },
}
