"""Requests made from what operations declare: to record a run, and to play it again elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from math import gcd
from typing import Any

from werkzeug.datastructures import Headers
from werkzeug.test import Client, EnvironBuilder

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.body import Form, Multipart
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.domain.reading import Reading
from tests.contract.example_requests import path_of, resolve

HOST = "sandbox.example"
"""The Host of every recorded request, so that links in answers are the same wherever the run is played."""


@dataclass(frozen=True)
class RecordedRequest:
    """One request, down to its bytes."""

    vendor: str
    operation: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None


def recorded_request(vendor: Vendor, operation: Operation, world: Reading) -> RecordedRequest:
    """The declared example of an operation, its ids taken from this world."""
    example = operation.example
    content: dict[str, Any] = {}
    if isinstance(operation.body, Multipart):
        parts = {name: (BytesIO(data), file, kind) for name, (file, data, kind) in example.files.items()}
        content = {"data": {**(resolve(example.body, world) or {}), **parts}, "content_type": "multipart/form-data"}
    elif isinstance(operation.body, Form):
        content = {"data": resolve(example.body, world)}
    elif example.body is not None:
        content = {"json": resolve(example.body, world)}
    builder = EnvironBuilder(
        method=operation.method,
        path=f"/{vendor.name}{path_of(operation, world)}",
        query_string={name: resolve(value, world) for name, value in example.query.items()},
        headers=Headers({"Host": HOST, **vendor.auth.present("sandbox-admin")}),
        **content,
    )
    environ = builder.get_environ()
    body: bytes = environ["wsgi.input"].read()
    path = environ["REQUEST_URI"] + (f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else "")
    headers = dict(builder.headers)
    if body:
        headers["Content-Type"] = environ["CONTENT_TYPE"]
    builder.close()
    return RecordedRequest(vendor.name, operation.id, operation.method, path, headers, body or None)


def lists(world: Reading) -> list[RecordedRequest]:
    """The reads that name no record, of every vendor: they succeed in any world."""
    return [
        recorded_request(vendor, operation, world)
        for vendor in VENDORS
        for operation in vendor.operations
        if operation.method == "GET" and not operation.example.path and not operation.example.query
    ]


def recorded(sandbox: SandboxApp, number: int) -> tuple[list[RecordedRequest], list[tuple[int, bytes]]]:
    """A run of so many requests, and its answers.

    It strides through all operations, so that vendors, reads and writes alternate, and over and over, so that later
    requests meet what earlier ones left. The ids come from the world as it is at that moment.
    """
    every = [(vendor, operation) for vendor in VENDORS for operation in vendor.operations]
    stride = next(one for one in range(37, 1000) if gcd(one, len(every)) == 1)
    run: list[RecordedRequest] = []
    answers: list[tuple[int, bytes]] = []
    for step in range(number):
        vendor, operation = every[step * stride % len(every)]
        run.append(next_asked(sandbox, vendor, operation))
        answers += replayed(sandbox, run[-1:])
    return run, answers


@cache
def demo() -> Reading:
    """The demo world as it is at first."""
    return SandboxApp().world.read()


def next_asked(sandbox: SandboxApp, vendor: Vendor, operation: Operation) -> RecordedRequest:
    """The example of an operation in the world as it is now.

    An example that names a record the run has used up (the one open offer, say) is asked as it was at first.
    """
    try:
        return recorded_request(vendor, operation, sandbox.world.read())
    except (LookupError, StopIteration, AttributeError, AssertionError):
        return recorded_request(vendor, operation, demo())


def replayed(sandbox: SandboxApp, run: list[RecordedRequest]) -> list[tuple[int, bytes]]:
    """What a sandbox in this process answers to a run: statuses and bodies."""
    client = Client(sandbox)
    return [(answer.status_code, answer.data) for answer in _answers(client, run)]


def _answers(client: Client, run: list[RecordedRequest]) -> Iterator[Any]:
    for one in run:
        yield client.open(one.path, method=one.method, headers=one.headers, data=one.body)
