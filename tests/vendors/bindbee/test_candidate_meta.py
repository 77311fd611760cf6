"""What a connector says that it accepts of a new candidate."""

from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import CANDIDATES, through

META = f"{CANDIDATES}/create/meta"


def test_what_is_accepted_follows_from_the_body_that_creates_a_candidate(bindbee: VendorClient) -> None:
    answer = bindbee.get(META)

    assert answer.status_code == 200
    assert (answer.json["success"], answer.json["error"]) == (True, None)
    data = answer.json["data"]
    assert list(data) == ["model_fields", "additional_attributes", "custom_fields"]
    types = {name: field["type"] for name, field in data["model_fields"].items()}
    assert (types["first_name"], types["is_private"], types["tags"], types["job"]) == (
        "string",
        "boolean",
        "array",
        "string",
    )
    assert not any(field["required"] for field in data["model_fields"].values())
    assert data["model_fields"]["job"] == {
        "type": "string",
        "required": False,
        "description": "The id of a job to apply for",
        "allowed_values": None,
    }


def test_everything_that_is_accepted_can_be_sent_as_null(bindbee: VendorClient) -> None:
    accepted = bindbee.get(META).json["data"]["model_fields"]

    assert bindbee.post(CANDIDATES, json=dict.fromkeys(accepted)).status_code == 200


def test_a_connector_that_only_reads_has_no_schema_of_writes(bindbee: VendorClient) -> None:
    answer = bindbee.get(META, headers=through("acme-readonly"))

    assert (answer.status_code, answer.json) == (
        501,
        {
            "detail": "Meta API is not implemented for Candidate in smartrecruiters. "
            "You can request this feature by contacting support@bindbee.dev."
        },
    )


def test_a_connector_of_another_category_has_none_either(bindbee: VendorClient) -> None:
    assert bindbee.get(META, headers=through("acme-hris")).status_code == 403
