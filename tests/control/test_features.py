"""What the company has bought or switched on at a vendor, switched by testers."""

from collections.abc import Callable
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.errors import BadRequest, Unknown
from tests.client import VendorClient

ClientOf = Callable[[str], VendorClient]


def shown(tester: VendorClient, name: str) -> dict[str, Any]:
    """One feature of the list."""
    return next(one for one in tester.get("/features", token=None).json if one["name"] == name)


def put(tester: VendorClient, name: str, body: object) -> Any:
    return tester.put(f"/features/{name}", json=body, token=None)


def test_a_switched_feature_changes_what_the_vendor_answers(tester: VendorClient, client_of: ClientOf) -> None:
    vendor = client_of("smartrecruiters")
    search = "/candidates?onboardingStatus=READY_TO_ONBOARD"
    assert vendor.get(search).status_code == 200

    answer = put(tester, "onboarding_status", {"state": "off"})

    assert (answer.status_code, answer.json) == (200, shown(tester, "onboarding_status"))
    assert (answer.json["state"], answer.json["usual"]) == ("off", "on")
    assert vendor.get(search).json["errors"][0]["code"] == "ONBOARDING_STATUS_NOT_ACTIVE"

    assert tester.delete("/features/onboarding_status", token=None).status_code == 204
    assert shown(tester, "onboarding_status")["state"] == "on"
    assert vendor.get(search).status_code == 200


def test_a_feature_stays_switched_through_a_reset_and_in_no_other_world(
    tester: VendorClient, sandbox: SandboxApp
) -> None:
    put(tester, "separated_consent", {"state": "on"})

    assert tester.post(f"/worlds/{tester.name}/reset", token=None).status_code == 200

    assert shown(tester, "separated_consent")["state"] == "on"
    assert sandbox.worlds["another"].features["separated_consent"].state == "off"


@pytest.mark.parametrize("body", [{}, {"state": None}, {"state": "no"}, {"state": True}, {"on": "on"}, [], "x"])
def test_a_feature_is_on_or_off_and_nothing_else(tester: VendorClient, body: object) -> None:
    before = tester.get("/features", token=None).json

    assert put(tester, "privacy_policy", body).status_code == 400
    assert tester.get("/features", token=None).json == before


def test_an_unknown_feature_is_404_and_the_answer_names_those_there_are(tester: VendorClient) -> None:
    for answer in (put(tester, "time_travel", {"state": "on"}), tester.delete("/features/time_travel", token=None)):
        assert answer.status_code == 404
        assert "privacy_policy" in answer.text


def test_python_switches_the_same_features(sandbox: SandboxApp) -> None:
    features = sandbox.worlds["by-python"].features

    assert features.set("privacy_policy", "off").state == "off"
    features.set("separated_consent", "on")
    features.reset()

    assert all((one.state == "on") is one.feature.usual for one in features)
    with pytest.raises(Unknown):
        features.set("time_travel", "on")
    with pytest.raises(BadRequest):
        features.set("privacy_policy", "maybe")
