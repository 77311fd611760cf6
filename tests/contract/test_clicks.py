"""The pages of the documents work when clicked: Execute succeeds for every operation, with what the page fills in."""

from functools import cache

import pytest
from werkzeug.test import Client, TestResponse

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.body import instance
from ats_sandbox.contract.fields import DeepObject
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.api import CONTROL
from ats_sandbox.control.docs import settings
from ats_sandbox.control.wire import WireObject
from ats_sandbox.vendors import VENDORS
from tests.client import VendorClient
from tests.contract.clicks import click
from tests.contract.example_requests import EVERY, ClientOf, path_of
from tests.lanes import each_operation

READ_IN = "read-in"
"""The world whose documents are read: a fresh one, as those are in which they are tried."""


@cache
def document(vendor: Vendor) -> WireObject:
    """A vendor's document as a fresh sandbox serves it."""
    found: WireObject = Client(SandboxApp()).get(f"/w/{READ_IN}/_sandbox/openapi/{vendor.name}.json").json
    return found


def execute(client: VendorClient, operation: Operation) -> TestResponse:
    """Click on an operation, after choosing the files that it takes."""
    vendor = client.vendor
    made = click(document(vendor), operation.path, operation.method, settings(vendor), operation.example.files)
    assert made.lacking == []
    return client.send(made.method, made.target, token=None, headers=made.headers, **made.body)


@each_operation(EVERY)
def test_a_click_succeeds(client_of: ClientOf, vendor: str, operation: Operation) -> None:
    answer = execute(client_of(vendor), operation)

    assert answer.status_code in operation.returns, answer.text


GROWING = {"stackone_list_platform_logs"}
"""Lists of requests, which grow with each."""

SPREAD = [
    (vendor, one)
    for vendor, one in EVERY
    if one.id not in GROWING
    and one.query is not None
    and any(isinstance(each, DeepObject) for each in instance(one.query).fields.values())
]
"""Operations with parameters that are objects, which pages fill in whether or not they are needed."""


@each_operation(SPREAD)
def test_a_click_asks_for_no_less_than_everything(client_of: ClientOf, vendor: str, operation: Operation) -> None:
    client = client_of(vendor)

    clicked, plain = execute(client, operation), client.get(path_of(operation, client.read()))

    assert clicked.json == plain.json


BEGUN_BY = {
    "delete_disturbance": "create_disturbance",
    "delete_fault": "create_fault",
    "delete_principal": "add_principal",
    "delete_snapshot": "take_snapshot",
    "delete_world": "create_world",
    "diff_snapshot": "take_snapshot",
    "get_fault": "create_fault",
    "get_name": "lay_seed",
    "get_snapshot": "take_snapshot",
    "restore_snapshot": "take_snapshot",
}
"""What is named on the tester's side is there once somebody clicked on what makes it."""

ABOUT_DELIVERIES = {"examine_receiver", "explain_delivery", "get_delivery", "redeliver", "release_delivery"}
"""Operations on what was told first: of a sync, since a new world has inboxes that hear of those."""

ABOUT_TRAFFIC = {"explain_exchange", "get_exchange"}
"""Operations on the last request to a vendor, which there must have been."""

SECRETS = {"exchange_token", "revoke_token"}
"""Operations on an issued token, which no document gives away: a click is refused until one is put in."""


@pytest.mark.parametrize("operation", CONTROL.operations, ids=lambda one: one.id)
def test_a_click_on_the_testers_side_succeeds(operation: Operation) -> None:
    client = VendorClient(SandboxApp(strict=True), CONTROL, "default")
    by_id = {one.id: one for one in CONTROL.operations}
    if operation.id in BEGUN_BY:
        begun = execute(client, by_id[BEGUN_BY[operation.id]])
        assert begun.status_code == 201, begun.text
    if operation.id in ABOUT_TRAFFIC:
        VendorClient(client.sandbox, VENDORS[0], client.name).get("/candidates")
    if operation.id in ABOUT_DELIVERIES:
        bindbee = next(one for one in VENDORS if one.name == "bindbee")
        VendorClient(client.sandbox, bindbee, client.name).post("/api/embedded/v1/connectors/resync")

    answer = execute(client, operation)

    if operation.id in SECRETS:
        assert answer.status_code == 404, answer.text
    else:
        assert answer.status_code in operation.returns, answer.text


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda one: one.name)
def test_only_files_are_left_to_choose(vendor: Vendor) -> None:
    for operation in vendor.operations:
        made = click(document(vendor), operation.path, operation.method, settings(vendor))

        assert set(made.lacking) == set(operation.example.files), operation.id
