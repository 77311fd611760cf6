"""Both kinds of records, for the tests that hold for both."""

import pytest

from tests.vendors.datadriven.record_kinds import OFFERS, STEPS, Kind


@pytest.fixture(params=[STEPS, OFFERS], ids=["steps", "offers"])
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each kind of record in turn."""
    found: Kind = request.param
    return found
