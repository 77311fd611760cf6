"""What a lost answer does to clients that ask again: over every operation that creates a record."""

import pytest

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from tests.contract.example_requests import ClientOf
from tests.control.creating import Careful, GaveUp, creating, growth, naive, send, sizes
from tests.serving.recording import recorded_request

CREATING = creating()
each_creating = pytest.mark.parametrize(
    ("vendor", "operation"), CREATING, ids=[f"{vendor.name}:{operation.id}" for vendor, operation in CREATING]
)

GUARDED = {
    ("smartrecruiters", "create_candidate"): 201,
    ("smartrecruiters", "create_candidate_on_job"): 201,
    ("smartrecruiters", "create_job"): 409,
    ("smartrecruiters", "create_user"): 409,
    ("smartrecruiters", "create_user_deprecated"): 409,
    ("smartrecruiters", "create_department"): 400,
    ("smartrecruiters", "create_predefined_location"): 409,
    ("smartrecruiters", "create_job_property_value"): 409,
    ("smartrecruiters", "create_access_group"): 409,
    ("smartrecruiters", "reject"): 400,
    ("smartrecruiters", "apply_to_posting"): 200,
    ("smartrecruiters", "create_candidate_by_resume"): 201,
    ("smartrecruiters", "create_candidate_on_job_by_resume"): 201,
    ("smartrecruiters", "create_candidate_attachment"): 400,
    ("smartrecruiters", "create_application_attachment"): 400,
    ("smartrecruiters", "create_candidate_property_value"): 409,
    ("stackone", "ats_create_application"): 409,
    ("stackone", "ats_create_candidate"): 409,
    ("stackone", "ats_create_background_check_package"): 409,
    ("bindbee", "create_application"): 422,
    ("bindbee", "create_custom_field"): 422,
    ("bindbee", "create_custom_field_mapping"): 422,
    ("bindbee", "create_eeoc"): 422,
    ("bindbee", "create_job"): 422,
    ("bindbee", "create_remote_user"): 422,
    ("skailer", "create_candidate"): 422,
    ("bindbee", "create_link_token"): 200,
}
"""Where the vendor itself makes no second record of the same request, and what it answers then."""


@each_creating
def test_a_client_that_asks_again_after_a_lost_answer_makes_a_duplicate(
    client_of: ClientOf, vendor: Vendor, operation: Operation
) -> None:
    """Where the vendor guards itself there is none; then its second answer is another one, or tells of the first."""
    client = client_of(vendor.name)
    once = recorded_request(vendor, operation, client.read())
    before = sizes(client)
    fault = client.sandbox.worlds[client.name].faults.add(
        "committed-then-drop", vendor=vendor.name, operation=operation.id, first=1
    )

    answer = naive(client, once)

    assert fault.hits == 1
    made = expected(client_of, vendor, operation)
    grown = growth(before, sizes(client))
    if (vendor.name, operation.id) in GUARDED:
        assert answer.status_code == GUARDED[vendor.name, operation.id], answer.text
        assert grown == made
    else:
        assert answer.status_code == operation.success, answer.text
        assert grown == {name: 2 * number for name, number in made.items()}


@each_creating
def test_a_client_that_looks_before_it_asks_again_makes_none(
    client_of: ClientOf, vendor: Vendor, operation: Operation
) -> None:
    """Where nothing lists what was created, it cannot know, and gives up rather than ask twice."""
    client = client_of(vendor.name)
    once = recorded_request(vendor, operation, client.read())
    before = sizes(client)
    fault = client.sandbox.worlds[client.name].faults.add(
        "committed-then-drop", vendor=vendor.name, operation=operation.id, first=1
    )

    careful = Careful(client, operation)
    if not careful.takes_key and careful.place is None:
        with pytest.raises(GaveUp):
            careful.send(once)
    else:
        careful.send(once)

    assert fault.hits == 1
    grown = growth(before, sizes(client))
    assert grown == expected(client_of, vendor, operation)


@each_creating
def test_a_client_that_looks_still_asks_again_when_nothing_was_stored(
    client_of: ClientOf, vendor: Vendor, operation: Operation
) -> None:
    """A reset before the request is handled looks the same to a client, and must not lose the record."""
    client = client_of(vendor.name)
    once = recorded_request(vendor, operation, client.read())
    before = sizes(client)
    client.sandbox.worlds[client.name].faults.add("reset", vendor=vendor.name, operation=operation.id, first=1)

    careful = Careful(client, operation)
    if not careful.takes_key and careful.place is None:
        with pytest.raises(GaveUp):
            careful.send(once)
        assert not growth(before, sizes(client))
        return
    careful.send(once)

    grown = growth(before, sizes(client))
    assert grown == expected(client_of, vendor, operation)


def expected(client_of: ClientOf, vendor: Vendor, operation: Operation) -> dict[str, int]:
    """What one undisturbed request creates, in a world of its own."""
    client = client_of(vendor.name)
    quiet = type(client)(client.sandbox, vendor, f"{client.name}-quiet")
    before = sizes(quiet)
    answer = send(quiet, recorded_request(vendor, operation, quiet.read()))
    assert answer.status_code == operation.success, answer.text
    grown = growth(before, sizes(quiet))
    client.sandbox.worlds.drop(quiet.name)
    assert grown
    return grown


def test_every_vendor_has_an_operation_that_creates() -> None:
    assert {vendor.name for vendor, _ in CREATING} == {
        "smartrecruiters",
        "stackone",
        "bindbee",
        "datadriven",
        "skailer",
    }
    assert len(CREATING) >= 25
