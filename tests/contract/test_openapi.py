"""The documents: valid OpenAPI, committed as they are generated."""

import json
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from ats_sandbox.contract.openapi import document_of, document_text
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.api import CONTROL
from ats_sandbox.vendors import VENDORS

FOLDER = Path(__file__).parents[2] / "openapi"

each_vendor = pytest.mark.parametrize("vendor", [*VENDORS, CONTROL], ids=lambda vendor: vendor.name)


@each_vendor
def test_the_document_is_valid(vendor: Vendor) -> None:
    validate(document_of(vendor))


@each_vendor
def test_the_committed_document_is_what_the_declarations_say(vendor: Vendor) -> None:
    committed = (FOLDER / f"{vendor.name}.json").read_text(encoding="utf-8")

    assert committed == document_text(document_of(vendor)), "run `ats-sandbox openapi` and commit what it writes"


@each_vendor
def test_every_operation_and_status_is_in_the_document(vendor: Vendor) -> None:
    document = document_of(vendor)

    for operation in vendor.operations:
        described = document["paths"][operation.path][operation.method.lower()]
        reachable = {int(status) for status, answer in described["responses"].items() if "x-injectable" not in answer}
        assert described["operationId"] == operation.id
        assert reachable == set(vendor.statuses(operation))


@each_vendor
def test_the_document_is_served(vendor: Vendor, sandbox: object) -> None:
    from werkzeug.test import Client

    answer = Client(sandbox).get(f"/_sandbox/openapi/{vendor.name}.json")  # type: ignore[arg-type]

    assert json.loads(answer.data) == document_of(vendor)


def test_every_way_to_say_who_calls_is_in_the_document() -> None:
    document = document_of(next(one for one in VENDORS if one.name == "smartrecruiters"))

    schemes = document["components"]["securitySchemes"]
    assert document["security"] == [{"key": []}, {"bearer": []}]
    assert (schemes["key"]["type"], schemes["key"]["name"]) == ("apiKey", "X-SmartToken")
    assert (schemes["bearer"]["type"], schemes["bearer"]["scheme"]) == ("http", "bearer")
