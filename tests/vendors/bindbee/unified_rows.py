"""Requests for the rows about keys, connectors, limits, and records of the unified models."""

import json

from werkzeug.test import TestResponse

from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors.bindbee.connectors import ACME as FIRST
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS
from ats_sandbox.world.clock import MINUTE, iso
from tests.client import VendorClient
from tests.contract.status_tables import Requests, Send, while_failing
from tests.vendors.bindbee.demo_world import UNKNOWN, through
from tests.vendors.bindbee.requests import (
    ACME,
    KEY,
    after,
    another,
    at,
    authorized,
    body,
    by,
    elsewhere,
    encoded,
    example,
    form,
    key_alone,
    keyed,
    of_another_kind,
    query,
    raw,
    spent,
    then,
    under_way,
)

UNLINKED, BROKEN, READ_ONLY, HRIS = "acme-incomplete", "acme-relink", "acme-readonly", "acme-hris"
KEPT = 5 * MINUTE
USED = {**through("acme"), **KEY}
TEXTS = dict.fromkeys(("current_stage", "credited_to", "job", "candidate", "reject_reason"), "x")


def since_the_last_sync(client: VendorClient, operation: Operation) -> TestResponse:
    connector = client.read()[CONNECTORS][FIRST]
    return query(modified_after=iso(connector.last_sync(client.world.now) or 0))(client, operation)


BODIES: dict[str, Send] = {
    "half an object": raw(b"{"),
    "blanks": raw(b"  "),
    "an array": raw(b"[]"),
    "a string": raw(b'"x"'),
    "a number": raw(b"1"),
    "an object as text/plain": raw(b"{}", "text/plain"),
}
FORMS: dict[str, Send] = {
    "the id without hyphens": form(lambda text: text.replace("-", "")),
    "the id in capitals": form(str.upper),
    "the id in braces": form(lambda text: f"{{{text}}}"),
    "the id as a URN": form(lambda text: f"urn:uuid:{text}"),
}
IDEMPOTENT: dict[str, Send] = {
    "the example again, with its idempotency key": lambda client, operation: again(client, operation),
    "another body with an idempotency key of five minutes": then(keyed(), send=after(KEPT, another(headers=USED))),
    "another body with the idempotency key of what was refused": lambda client, operation: refused(client, operation),
}


def again(client: VendorClient, operation: Operation) -> TestResponse:
    told = operation.example.body
    content = json.dumps(told(client.read()) if callable(told) else told).encode()
    send = raw(content, headers=USED)
    return then(send, send=send)(client, operation)


def refused(client: VendorClient, operation: Operation) -> TestResponse:
    assert raw(b"[]", headers=USED)(client, operation).status_code == 422
    return another(headers=USED)(client, operation)


UNIFIED: Requests = {
    "*": {
        "no Authorization": example(token=None, headers=through("acme")),
        "another scheme than Bearer": authorized("Basic sandbox-admin"),
        "Bearer and no key": authorized("Bearer "),
        "an unknown key": authorized("Bearer nobody"),
        "an expired key": example(token="sandbox-expired"),
        "a key without rights": example(token="sandbox-unscoped"),
        "a server that fails": while_failing(500, example()),
        "the 201st request at once": spent(example()),
        "the 201st request after 28.5 seconds": spent(example(), wait=28_500),
        "the 201st request, and an unknown key": spent(example(token="nobody")),
    },
    "<connected>": {
        "no x-connector-token": key_alone(),
        "an empty x-connector-token": by(""),
        "an unknown x-connector-token": by("nobody"),
        "a connector of the other environment": by("acme-development"),
        "an unknown key and no x-connector-token": example(token=None, headers={"Authorization": "Bearer nobody"}),
        "a key without rights and an unknown x-connector-token": by("nobody", token="sandbox-unscoped"),
    },
    "<keyed>": {"an unknown x-connector-token, and an unknown key": by("nobody", token="nobody")},
    "<unified>": {
        "a connector of another category": by(HRIS),
        "the 201st request, of a connector of another category": spent(by(HRIS)),
    },
    "<creates>": {
        "a connector that does not write": by(READ_ONLY),
        "a connector that nobody has linked": by(UNLINKED),
        "a connector that has to be linked again": by(BROKEN),
        "a connector that does not write, and malformed JSON": raw(b"{", headers=through(READ_ONLY)),
        "without x-connector-token, and half an object": raw(
            b"{", token=None, headers={"Authorization": ACME["Authorization"]}
        ),
        "another body with a used idempotency key": then(keyed(), send=another(headers=USED)),
        "another body with an idempotency key of 4:59 minutes": then(
            keyed(), send=after(KEPT - 1_000, another(headers=USED))
        ),
        "the example while one with its idempotency key is under way": under_way,
    },
    "<lists>": {
        "a connector that has to be linked again": by(BROKEN, query_string={"page_size": 1}),
        "a connector that nobody has linked": by(UNLINKED),
        "a connector of another category, and page_size=0": by(HRIS, query_string={"page_size": 0}),
        "a request": example(),
        "the second request, with another key": then(example(), send=example(token="sandbox-readonly")),
        "the second request, through another connector": then(example(), send=by("acme-live")),
        "the second request, after one that was refused": lambda client, operation: (
            query(page_size=0)(client, operation) and example()(client, operation)
        ),
        "the 201st request after a minute": spent(example(), wait=MINUTE),
        "the 201st request, and page_size=0": spent(query(page_size=0)),
        "ids that nothing has": query(ids=f"{UNKNOWN},{UNKNOWN}"),
        "ids=1,2": query(ids="1,2"),
        "modified_after=yesterday": query(modified_after="yesterday"),
        "an empty modified_after": query(modified_after=""),
        "modified_after the last sync": since_the_last_sync,
        "include_raw_data=maybe": query(include_raw_data="maybe"),
        "include_custom_fields=2": query(include_custom_fields=2),
        "several faults": query(page_size=0, cursor="x", include_raw_data="x"),
    },
    "<pages>": {
        "nothing": example(),
        **{f"page_size={size}": query(page_size=size) for size in (1, 200, 0, 201, 500, "abc")},
        "an empty page_size": query(page_size=""),
        "a cursor that is no base64": query(cursor="nonsense"),
        "a cursor without an id": query(cursor="MQ=="),
        "unknown parameters": query(sort="name", modified_before="x"),
    },
    "list_jobs": {
        "status: unknown": query(status="NEVER"),
        "status: lower case": query(status="open"),
        "offices: a text": query(offices="Berlin"),
    },
    "list_applications": {
        "current_stage, credited_to, job, candidate and reject_reason: texts": query(**TEXTS),
    },
    "<reads>": {
        "a known id": example(),
        "include_raw_data=true": query(include_raw_data="true"),
        "include_raw_data=Y": query(include_raw_data="Y"),
        "include_custom_fields=on": query(include_custom_fields="on"),
        "an id of nothing": at(UNKNOWN),
        "the id behind another connector": at(elsewhere),
        "the id of another kind": at(of_another_kind),
        "a known id behind a connector that nobody has linked": by(UNLINKED),
        **{f"the id {id}": at(id) for id in ("123", "xyz", "a-b-c")},
        **FORMS,
        "the id 123, and include_raw_data=maybe": at("123", query_string={"include_raw_data": "maybe"}),
        "an id of nothing, and include_raw_data=maybe": at(UNKNOWN, query_string={"include_raw_data": "maybe"}),
        "expand with a broken bracket": query(expand="candidate[id,[,]],job[,application]"),
        "the id 123, without x-connector-token": at(
            "123", token=None, headers={"Authorization": ACME["Authorization"]}
        ),
    },
    **{
        f"get_{kind}": {"the id of nothing": at(UNKNOWN)}
        for kind in (
            *("activity", "application", "attachment", "candidate", "department", "eeoc", "job_interview_stage", "job"),
            *("offer", "office", "reject_reason", "remote_user", "scheduled_interview", "scorecard"),
            *("screening_question", "tag"),
        )
    },
    "<json>, create_candidate": {"no body": raw(b""), "null": raw(b"null")},
    "<json>, <id creates>, create_candidate": {name: BODIES[name] for name in ("half an object", "blanks")},
    "<json>, <id creates>": {name: send for name, send in BODIES.items() if name not in ("half an object", "blanks")},
    "<id creates>": {
        "null": raw(b"null"),
        "the example": example(),
        "an unknown member": another(),
    },
    "create_activity, create_job": {
        "the example": example(),
        "the example in UTF-16": encoded("utf-16"),
        **IDEMPOTENT,
    },
    "create_candidate, create_candidate_attachment": {"the example": example()},
    "<empty creates>": {"no body": raw(b""), "no members": body()},
    "<id creates>, create_candidate": {
        "the example in UTF-8 with a byte order mark": encoded("utf-8-sig"),
        "the example in UTF-16": encoded("utf-16"),
    },
    "<id creates>, create_candidate, create_candidate_attachment": IDEMPOTENT,
    **{
        operations: {"no body": raw(b"")}
        for operations in (
            "create_application",
            "create_attachment, create_eeoc",
            "create_job_interview_stage, create_screening_question",
            "create_scheduled_interview, create_scorecard",
        )
    },
}
