"""The documents: valid OpenAPI, committed as they are generated."""

import base64
import json
from pathlib import Path

import pytest
from openapi_spec_validator import validate
from werkzeug.test import Client

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.illustration import illustrated
from ats_sandbox.contract.openapi import document_of, document_text
from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.api import CONTROL
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.domain.reading import Reading

FOLDER = Path(__file__).parents[2] / "openapi"

each_vendor = pytest.mark.parametrize("vendor", [*VENDORS, CONTROL], ids=lambda vendor: vendor.name)


@pytest.fixture(scope="module")
def fresh() -> Reading:
    """The world that the committed documents have their examples from."""
    return SandboxApp().world.read()


@each_vendor
def test_the_document_is_valid(vendor: Vendor, fresh: Reading) -> None:
    validate(illustrated(vendor, fresh))


@each_vendor
def test_the_committed_document_is_what_the_declarations_say(vendor: Vendor, fresh: Reading) -> None:
    committed = (FOLDER / f"{vendor.name}.json").read_text(encoding="utf-8")

    assert committed == document_text(illustrated(vendor, fresh)), "run `ats-sandbox openapi` and commit what it writes"


@each_vendor
def test_every_operation_and_status_is_in_the_document(vendor: Vendor) -> None:
    document = document_of(vendor)

    for operation in vendor.operations:
        described = document["paths"][operation.path][operation.method.lower()]
        reachable = {int(status) for status, answer in described["responses"].items() if "x-injectable" not in answer}
        assert described["operationId"] == operation.id
        assert reachable == set(vendor.statuses(operation))


@each_vendor
@pytest.mark.parametrize("world", ["", "/w/elsewhere"])
@pytest.mark.parametrize("prefix", ["", "/team/ats"])
def test_the_document_is_served_with_the_address_of_its_world(vendor: Vendor, world: str, prefix: str) -> None:
    sandbox = SandboxApp()
    path = f"{world}/_sandbox/openapi/{vendor.name}.json"

    served = Client(sandbox).get(path, headers={"X-Forwarded-Prefix": prefix, "Host": "tests.example"}).json

    committed = json.loads((FOLDER / f"{vendor.name}.json").read_text(encoding="utf-8"))
    address = f"http://tests.example{prefix}{world}/{vendor.name}"
    assert served == {**committed, "servers": [{**committed["servers"][0], "url": address}]}


@each_vendor
def test_the_document_is_served_where_nothing_is_to_show(vendor: Vendor) -> None:
    served = Client(SandboxApp("empty")).get(f"/_sandbox/openapi/{vendor.name}.json")

    assert served.status_code == 200
    validate(served.json)


def test_the_examples_of_a_world_are_its_own() -> None:
    sandbox, named = SandboxApp(seed=7), "/unified/ats/jobs/{id}"
    client = Client(sandbox)

    operation = client.get("/_sandbox/openapi/stackone.json").json["paths"][named]["get"]
    shown = {one["name"]: one["example"] for one in operation["parameters"] if "example" in one}

    headers = {"Authorization": "Basic " + base64.b64encode(b"sandbox-admin:").decode()}
    answer = client.get(
        f"/stackone/unified/ats/jobs/{shown['id']}", headers=headers | {"x-account-id": shown["x-account-id"]}
    )
    assert answer.status_code == 200


def test_the_documents_name_the_tokens_and_the_linked_accounts(fresh: Reading) -> None:
    for vendor in VENDORS:
        schemes = illustrated(vendor, fresh)["components"]["securitySchemes"]
        usual = schemes[vendor.auth.name]["description"]
        assert [one.token for one in PRINCIPALS if f"`{one.token}`" not in usual] == []
        if vendor.auth.link is not None:
            scheme = schemes[vendor.auth.link.scheme]
            assert (scheme["type"], scheme["in"], scheme["name"]) == ("apiKey", "header", vendor.auth.link.name)
            assert [one for one in vendor.auth.link.known(fresh) if f"`{one}`" not in scheme["description"]] == []


def test_every_way_to_say_who_calls_is_in_the_document() -> None:
    document = document_of(next(one for one in VENDORS if one.name == "smartrecruiters"))

    schemes = document["components"]["securitySchemes"]
    assert document["security"] == [{"key": []}, {"bearer": []}]
    assert (schemes["key"]["type"], schemes["key"]["name"]) == ("apiKey", "X-SmartToken")
    assert (schemes["bearer"]["type"], schemes["bearer"]["scheme"]) == ("http", "bearer")
