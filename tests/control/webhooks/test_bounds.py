"""What webhooks leave behind is bounded, however long a world lives."""

import pytest

from ats_sandbox.vendors.bindbee.webhooks import delivery
from ats_sandbox.vendors.smartrecruiters.webhooks import subscribers
from tests.control.webhooks.laboratory import Laboratory

LOGS = {
    "smartrecruiters": (subscribers, "smartrecruiters.callbacks"),
    "bindbee": (delivery, "bindbee.webhook_logs"),
}


@pytest.mark.parametrize("vendor", LOGS)
def test_of_a_vendors_own_log_the_oldest_entries_go(
    laboratory: Laboratory, monkeypatch: pytest.MonkeyPatch, vendor: str
) -> None:
    module, collection = LOGS[vendor]
    world = laboratory.client.world
    before = [one.id for one in world.state.tables[collection].records]
    monkeypatch.setattr(module, "MOST_LOGGED", len(before) + 1)
    name = laboratory.subscribe(vendor)
    for turn in range(4):
        laboratory.provoke(vendor, turn)

    told = laboratory.webhooks.deliveries(subscription=name)
    after = [one.id for one in world.state.tables[collection].records]
    assert len(told) >= 3
    assert len(after) == len(before) + 1
    assert told[-1].log in after
    assert before[0] not in after
