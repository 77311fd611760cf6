"""Every refusal that any operation may answer can be had from a fault, exactly as the documents describe it."""

import json
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from ats_sandbox.contract.openapi import document_of
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import Unfit
from ats_sandbox.vendors import VENDORS
from tests.contract.example_requests import EVERY, ClientOf, send_example
from tests.lanes import Sample, each_operation

BY_NAME = {vendor.name: vendor for vendor in VENDORS}
VALIDATORS: dict[str, Draft202012Validator] = {}


def injectable(vendor: Vendor, operation: Operation) -> list[int]:
    """The statuses that a fault can make an operation answer."""
    return sorted({error.status for error in (*vendor.injectable, *vendor.errors_of(operation))})


def media_type(vendor: Vendor, operation: Operation, status: int) -> str:
    """What a document calls the media type of a refusal."""
    sent = vendor.error_format.media_type_of(status, operation)
    return sent.split(";")[0] if sent == vendor.error_format.content_type else sent


def faults_in(vendor: Vendor, operation: Operation, status: int, body: Any) -> list[str]:
    """How a body differs from what the vendor's document says of this answer."""
    document = document_of(vendor)
    answer = document["paths"][operation.path][operation.method.lower()]["responses"][str(status)]
    schema = answer["content"][media_type(vendor, operation, status)]["schema"]
    key = f"{vendor.name} {schema['$ref']}"
    if key not in VALIDATORS:
        VALIDATORS[key] = Draft202012Validator({**schema, "components": document["components"]})
    return [error.message for error in VALIDATORS[key].iter_errors(body)]


@each_operation(EVERY)
def test_a_fault_gives_every_declared_refusal(
    client_of: ClientOf, sample: Sample, vendor: str, operation: Operation
) -> None:
    client = client_of(vendor)
    faults = client.sandbox.worlds[client.name].faults
    before = client.world.state
    statuses = injectable(BY_NAME[vendor], operation)

    for status in sample(statuses):
        fault = faults.add("status", vendor=vendor, operation=operation.id, status=status)
        answer = send_example(client, operation)
        faults.remove(fault.id)

        assert (answer.status_code, fault.hits) == (status, 1), answer.text
        assert answer.content_type == client.vendor.error_format.media_type_of(status, operation)
        assert not faults_in(client.vendor, operation, status, json.loads(answer.data)), answer.text
    assert len(statuses) >= 3
    assert client.world.state is before


@each_operation(EVERY)
def test_a_request_may_prefer_every_declared_refusal(
    client_of: ClientOf, sample: Sample, vendor: str, operation: Operation
) -> None:
    client = client_of(vendor)
    before = client.world.state

    for status in sample(injectable(BY_NAME[vendor], operation)):
        answer = send_example(client, operation, headers={"Prefer": f"heartbeat, code={status}"})

        assert answer.status_code == status, answer.text
        assert answer.headers["Preference-Applied"] == f"code={status}"
        assert not faults_in(client.vendor, operation, status, json.loads(answer.data)), answer.text
    assert client.world.state is before


@each_operation(EVERY)
def test_a_status_that_an_operation_never_answers_is_refused(
    client_of: ClientOf, vendor: str, operation: Operation
) -> None:
    client = client_of(vendor)
    faults = client.sandbox.worlds[client.name].faults
    foreign = {402, 418, 451, 507} - set(injectable(client.vendor, operation))

    for status in sorted(foreign):
        with pytest.raises(Unfit, match="status happens to an operation that declares this answer"):
            faults.add("status", vendor=vendor, operation=operation.id, status=status)
    assert len(foreign) == 4
    assert not len(faults)
