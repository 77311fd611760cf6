"""The operations that create records, found by what their examples do, and two clients that lose answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import msgspec
from werkzeug.test import TestResponse

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors import VENDORS
from tests.client import VendorClient
from tests.serving.recording import RecordedRequest, recorded_request

HISTORY = {"activities", "background_tasks", "job_events", "publications", "smartrecruiters.audit_events", "tags"} | {
    "bindbee.webhook_logs",
    "smartrecruiters.callbacks",
}
"""Collections that only tell what was done to a record, or is being done, and whom; and words, which are listed once.
"""

SAVED = "bindbee.saved_answers"
"""What an idempotency key keeps."""

KEY = "X-Idempotency-Key"


@cache
def creating() -> tuple[tuple[Vendor, Operation], ...]:
    """Every POST whose example creates a record that is more than history."""
    seen: list[Exchange] = []
    sandbox = SandboxApp(watchers=(seen.append,))
    found = []
    for number, (vendor, operation) in enumerate((v, o) for v in VENDORS for o in v.operations if o.method == "POST"):
        client = VendorClient(sandbox, vendor, f"world-{number}")
        answer = send(client, recorded_request(vendor, operation, client.read()))
        assert answer.status_code == operation.success, answer.text
        commit = seen[-1].commit
        made = {change.collection for change in commit.changes if change.before is None} if commit else set()
        if made - HISTORY:
            found.append((vendor, operation))
        sandbox.worlds.drop(client.name)
    return tuple(found)


def send(client: VendorClient, one: RecordedRequest) -> TestResponse:
    """One recorded request."""
    return client.send(one.method, own(client, one), headers=one.headers, data=one.body)


def sizes(client: VendorClient) -> dict[str, int]:
    """How many records each collection of the client's world holds."""
    world = client.read()
    return {table.collection.name: len(world[table.collection]) for table in world.state.tables.values()}


def growth(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """By how much each collection grew, histories and saved answers aside."""
    return {
        name: size - before.get(name, 0)
        for name, size in after.items()
        if size != before.get(name, 0) and name not in HISTORY | {SAVED}
    }


def naive(client: VendorClient, one: RecordedRequest) -> TestResponse:
    """A client that asks again whenever the connection breaks."""
    for _ in range(3):
        try:
            return send(client, one)
        except ConnectionResetError:
            continue
    raise AssertionError("the connection broke three times")


class GaveUp(Exception):
    """The client does not know whether its request took effect, and has no way to find out."""


@dataclass(frozen=True)
class Careful:
    """A client that asks again only when that cannot do harm.

    It sends an idempotency key where the operation takes one; else it looks into a list before and after.
    """

    client: VendorClient
    operation: Operation

    def send(self, one: RecordedRequest) -> TestResponse | None:
        """The answer; None when it was lost and the record is found to be there."""
        if self.takes_key:
            return naive(self.client, replace(one, headers={**one.headers, KEY: "8c1d"}))
        before = self._listed(one)
        try:
            return send(self.client, one)
        except ConnectionResetError:
            if before is None:
                raise GaveUp from None
            return None if self._listed(one) != before else send(self.client, one)

    @property
    def takes_key(self) -> bool:
        headers = self.operation.headers
        return headers is not None and "idempotency_key" in headers().fields

    @property
    def place(self) -> "Callable[[VendorClient, RecordedRequest], str] | None":
        """Where what is created is listed: where it was posted to, or elsewhere, or nowhere."""
        vendor = self.client.vendor
        if (vendor.name, self.operation.id) in ELSEWHERE:
            return ELSEWHERE[vendor.name, self.operation.id]
        listed = any(one.method == "GET" and one.path == self.operation.path for one in vendor.operations)
        return own if listed and (vendor.name, self.operation.id) not in SINGLE else None

    def _listed(self, one: RecordedRequest) -> int | None:
        """How many records there are in the list that the new one will be in; None when there is no such list."""
        if self.place is None:
            return None
        where = self.place(self.client, one)
        if where.endswith("/search"):
            return int(self.client.post(where, json={}).json["meta"]["total"])
        return count(self.client, where)


def own(client: VendorClient, one: RecordedRequest) -> str:
    """The path that a record is posted to."""
    return one.path.removeprefix(f"/{one.vendor}")


def count(client: VendorClient, path: str) -> int:
    """How many records a list tells of, in whichever way."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    if "X-Total-Count" in answer.headers:
        return int(answer.headers["X-Total-Count"])
    document: Any = answer.json
    if isinstance(document, list):
        return len(document)
    if "totalFound" in document:
        return int(document["totalFound"])
    for name in ("content", "timeslots"):
        if name in document:
            return len(document[name])
    if "items" in document:
        following = document["cursor"]
        return len(document["items"]) + (count(client, f"{path}?cursor={following}") if following else 0)
    following = document["next"]
    return len(document["data"]) + (count(client, f"{path.partition('?')[0]}?next={following}") if following else 0)


def parent(client: VendorClient, one: RecordedRequest) -> str:
    """One step up from where a record is posted to."""
    return own(client, one).rpartition("/")[0]


def interviews(client: VendorClient, one: RecordedRequest) -> str:
    """The interviews of the application that an interview is for."""
    body = msgspec.json.decode(one.body or b"")
    application = client.get(f"/candidates/{body['candidate']['id']}/jobs/{body['jobId']}").json["applicationId"]
    return f"/interviews-api/v201904/interviews?applicationId={application}"


def reviews(client: VendorClient, one: RecordedRequest) -> str:
    """The reviews of the candidate for the job that a review is about."""
    body = msgspec.json.decode(one.body or b"")
    return f"{own(client, one)}?candidateId={body['candidateId']}&jobId={body['jobId']}"


SINGLE = {("smartrecruiters", "create_secret_key")}
"""Where what is read at the path that was posted to is one record, not a list."""

ELSEWHERE: Mapping[tuple[str, str], Callable[[VendorClient, RecordedRequest], str]] = {
    ("smartrecruiters", "create_interview"): interviews,
    ("smartrecruiters", "create_timeslot"): parent,
    ("smartrecruiters", "create_review"): reviews,
    ("smartrecruiters", "create_candidate_on_job"): lambda client, one: "/candidates",
    ("stackone", "ats_upload_application_document"): parent,
    ("bindbee", "create_custom_field_mapping"): lambda client, one: (
        f"{own(client, one)}?integration_slug=smartrecruiters"
    ),
    ("skailer", "create_applicant"): lambda client, one: "/api/v1/applicants/search",
    ("skailer", "create_candidate"): lambda client, one: "/api/v1/candidates/search",
}
"""Where a created record is listed, when that is not at the path it was posted to."""
