"""Ids, paths and pages of the demo world as Bindbee shows them."""

from collections.abc import Iterator
from typing import Any

from ats_sandbox.vendors.bindbee.connectors import CONNECTORS
from ats_sandbox.vendors.bindbee.ids import read_record_id, record_id
from ats_sandbox.world.domain.commands.applications import application_of
from ats_sandbox.world.domain.jobs import Job
from tests.client import VendorClient

PREFIX = "/api/ats/v1"
CANDIDATES, APPLICATIONS, OFFERS = (f"{PREFIX}/{name}" for name in ("candidates", "applications", "offers"))
RESYNC = "/api/embedded/v1/connectors/resync"
UNKNOWN = "00000000-0000-7000-8000-000000000000"
RESOURCES = (
    "activities",
    "applications",
    "attachments",
    "candidates",
    "departments",
    "eeocs",
    "job-interview-stages",
    "jobs",
    "offers",
    "offices",
    "reject-reasons",
    "remote-users",
    "scheduled-interviews",
    "scorecards",
    "screening-questions",
    "tags",
)


def through(connector: str) -> dict[str, str]:
    """The header that chooses a connector."""
    return {"x-connector-token": connector}


def id_of(client: VendorClient, kind: str, ordinal: int, connector: str = "acme") -> str:
    """The id of a record behind a connector."""
    world = client.read()
    held = world[CONNECTORS].where(token=connector).first()
    assert held is not None
    return record_id(world, held.id, kind, ordinal)


def listed(client: VendorClient, resource: str, connector: str = "acme", **query: Any) -> list[dict[str, Any]]:
    """The items of one page."""
    answer = client.get(f"{PREFIX}/{resource}", query_string={"page_size": 200, **query}, headers=through(connector))
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json["items"]
    return items


def walk(client: VendorClient, resource: str, size: int, **query: Any) -> Iterator[dict[str, Any]]:
    """Every page from the first to the last."""
    cursor = None
    while True:
        parameters = {"page_size": size, **query} | ({} if cursor is None else {"cursor": cursor})
        page = client.get(f"{PREFIX}/{resource}", query_string=parameters).json
        yield page
        cursor = page["cursor"]
        if cursor is None:
            return


def one(client: VendorClient, resource: str, id: str, connector: str = "acme", **query: Any) -> dict[str, Any]:
    """A record by its id."""
    answer = client.get(f"{PREFIX}/{resource}/{id}", query_string=query, headers=through(connector))
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json
    return document


def faults(answer: Any) -> list[dict[str, Any]]:
    """What a failed validation says."""
    assert answer.status_code == 422, answer.text
    entries: list[dict[str, Any]] = answer.json["detail"]
    return entries


def value_error(text: str, value: Any, *place: str | int) -> dict[str, Any]:
    """The entry for a value that nothing can be done with."""
    return {"loc": [*place], "msg": f"Value error, {text}", "type": "value_error", "input": value, "ctx": {"error": {}}}


def an_open_job(bindbee: VendorClient) -> Job:
    """A job that everybody may see."""
    return next(job for job in bindbee.read().jobs.where(confidential=False) if not job.template)


def free_pair(bindbee: VendorClient) -> tuple[int, int]:
    """A candidate and a job that are not together."""
    world, job = bindbee.read(), an_open_job(bindbee).id
    return next(one.id for one in world.candidates if application_of(world, one.id, job) is None), job


def pair(bindbee: VendorClient) -> dict[str, Any]:
    """Such a candidate and job as a body."""
    candidate, job = free_pair(bindbee)
    return {"candidate": id_of(bindbee, "candidate", candidate), "job": id_of(bindbee, "job", job)}


def ordinal(bindbee: VendorClient, kind: str, id: str) -> int:
    """The record behind an id of the connector `acme`."""
    found = read_record_id(bindbee.read(), 1, kind, id)
    assert found is not None
    return found
