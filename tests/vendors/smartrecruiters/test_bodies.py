"""Bodies of another kind than operations take, whichever operation it is."""

import pytest

from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors.smartrecruiters import SMARTRECRUITERS
from tests.client import VendorClient
from tests.contract.example_requests import send_example

JSON = [one for one in SMARTRECRUITERS.operations if 415 in SMARTRECRUITERS.statuses(one)]
each = pytest.mark.parametrize("operation", JSON, ids=lambda one: one.id)


@each
def test_a_body_of_another_media_type_is_415(smartrecruiters: VendorClient, operation: Operation) -> None:
    before = smartrecruiters.world.state

    response = send_example(smartrecruiters, operation, data="x", content_type="text/csv", json=None)

    assert response.status_code == 415
    assert smartrecruiters.world.state is before


@each
def test_a_body_that_is_no_json_is_400(smartrecruiters: VendorClient, operation: Operation) -> None:
    before = smartrecruiters.world.state

    response = send_example(smartrecruiters, operation, data="{", content_type="application/json", json=None)

    assert response.status_code == 400, response.text
    assert smartrecruiters.world.state is before
