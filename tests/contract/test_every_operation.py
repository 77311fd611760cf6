"""What every declared operation owes, whichever vendor it is of."""

from ats_sandbox.contract.body import Multipart, OneOrMany
from ats_sandbox.contract.json_patch import JsonPatch
from ats_sandbox.contract.operation import Operation
from tests.contract.example_requests import (
    EVERY,
    HOSTILE,
    STRANGERS,
    ClientOf,
    invalid_bodies,
    path_of,
    resolve,
    schema_of,
    send_example,
    undocumented_headers,
    unfit_patches,
    unknown_id,
)
from tests.lanes import Sample, each_operation, times

GUARDED = [(vendor, operation) for vendor, operation in EVERY if not operation.public]
SCOPED = [(vendor, operation) for vendor, operation in GUARDED if operation.scope != ""]
WRITING = [(vendor, operation) for vendor, operation in GUARDED if operation.writes]
BOARDS = {"list_public_postings", "list_public_departments"}
"""Of a company that does not exist these are empty, as those of one without any are."""
PLACED = [(vendor, one) for vendor, one in EVERY if one.example.path and one.id not in BOARDS]
BODIED = [(v, o) for v, o in EVERY if o.body is not None and not isinstance(o.body, Multipart)]
PATCHED = [(vendor, operation) for vendor, operation in EVERY if isinstance(operation.body, JsonPatch)]

NAMED_OTHERWISE = {("get_source_value", "sourceType")}
"""Operations and those of their path parameters of which an unknown value has a documented refusal other than 404."""


@each_operation(EVERY)
def test_its_example_is_answered_as_declared(client_of: ClientOf, vendor: str, operation: Operation) -> None:
    response = send_example(client_of(vendor), operation)

    assert response.status_code == operation.success, response.text
    assert undocumented_headers(client_of(vendor).vendor, operation, response) == set()


@each_operation(GUARDED)
@times("token", STRANGERS)
def test_strangers_are_refused(client_of: ClientOf, vendor: str, operation: Operation, token: str | None) -> None:
    client = client_of(vendor)
    before = client.world.state

    response = send_example(client, operation, token=token)

    assert response.status_code == client.vendor.error_format.unauthenticated.status, response.text
    assert undocumented_headers(client.vendor, operation, response) == set()
    assert client.world.state is before


@each_operation(SCOPED)
def test_a_credential_without_rights_is_refused(client_of: ClientOf, vendor: str, operation: Operation) -> None:
    client = client_of(vendor)
    before = client.world.state

    response = send_example(client, operation, token="sandbox-unscoped")

    assert response.status_code == client.vendor.error_format.forbidden.status, response.text
    assert client.world.state is before


@each_operation(WRITING)
def test_a_credential_that_may_only_read_writes_nothing(client_of: ClientOf, vendor: str, operation: Operation) -> None:
    client = client_of(vendor)
    before = client.world.state

    response = send_example(client, operation, token="sandbox-readonly")

    assert response.status_code == client.vendor.error_format.forbidden.status, response.text
    assert client.world.state is before


@each_operation(PLACED)
def test_an_unknown_id_is_not_found(client_of: ClientOf, sample: Sample, vendor: str, operation: Operation) -> None:
    client = client_of(vendor)
    world = client.read()
    before = client.world.state

    for name, value in sample(list(operation.example.path.items())):
        path = path_of(operation, world, **{name: unknown_id(resolve(value, world))})
        response = send_example(client, operation, path=path)

        assert response.status_code in {404, 422, 400} & set(client.vendor.statuses(operation)), response.text
        if (operation.id, name) not in NAMED_OTHERWISE:
            assert response.status_code == 404 or 404 not in client.vendor.statuses(operation), response.text
    assert client.world.state is before


@each_operation(BODIED)
def test_each_violated_constraint_is_refused(
    client_of: ClientOf, sample: Sample, vendor: str, operation: Operation
) -> None:
    client = client_of(vendor)
    example = resolve(operation.example.body, client.read()) or {}
    many = isinstance(example, list)
    body = example[0] if many else example
    schema = schema_of(operation, example if isinstance(operation.body, JsonPatch) else body)
    refusals = {error.status for error in client.vendor.error_format.invalid_errors(operation)}
    before = client.world.state

    accepted = []
    for wrong, spoiled in sample(list(invalid_bodies(schema, body))):
        response = send_example(client, operation, body=[spoiled] if many else spoiled)
        if response.status_code not in refusals:
            accepted.append(f"{wrong}: {response.status_code} {response.text[:200]}")

    assert not accepted
    assert client.world.state is before


@each_operation(PATCHED)
def test_no_patch_leads_to_a_document_that_its_schema_refuses(
    client_of: ClientOf, sample: Sample, vendor: str, operation: Operation
) -> None:
    assert isinstance(operation.body, JsonPatch)
    client = client_of(vendor)
    before = client.world.state
    refusals = {status for status in client.vendor.statuses(operation) if 400 <= status < 500} - {401, 403, 404, 429}

    accepted = []
    for wrong, patch in sample(list(unfit_patches(operation.body.schema))):
        response = send_example(client, operation, body=patch)
        if response.status_code not in refusals:
            accepted.append(f"{wrong}: {response.status_code} {response.text[:200]}")

    assert not accepted
    assert client.world.state is before


@each_operation(BODIED)
@times("what", HOSTILE)
def test_hostile_bodies_are_refused_and_store_nothing(
    client_of: ClientOf, vendor: str, operation: Operation, what: str
) -> None:
    client = client_of(vendor)
    before = client.world.state
    optional = operation.body is not None and not operation.body.required

    response = send_example(client, operation, data=HOSTILE[what], content_type="application/json", json=None)

    if 200 <= response.status_code < 300:
        assert optional
        assert what == "nothing"
    else:
        assert response.status_code in client.vendor.statuses(operation), response.text
        assert 400 <= response.status_code < 500, response.text
        assert client.world.state is before


@each_operation(EVERY)
def test_what_it_declares_can_be_told_apart(client_of: ClientOf, vendor: str, operation: Operation) -> None:
    """An id is unique within its vendor, and every alias too."""
    client = client_of(vendor)
    names = [name for one in client.vendor.operations for name in (one.id, *one.aliases)]

    assert names.count(operation.id) == 1
    assert operation.summary
    assert operation.evidence.note


def test_one_bad_record_in_an_array_stores_none() -> None:
    """Bodies that take arrays are all or nothing; each vendor's tests show it on its own records."""
    assert [operation.id for _, operation in EVERY if isinstance(operation.body, OneOrMany)]
