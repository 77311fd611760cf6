"""StackOne: candidates."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, MOMENT, everything, listed, made, refused, shown, synthetic


def patched(client: VendorClient, candidate: dict[str, Any], body: Any) -> dict[str, Any]:
    """The candidate after a PATCH, custom fields included."""
    answer = client.patch(f"{ATS}/candidates/{candidate['id']}", json=body)
    assert answer.status_code == 200, answer.text
    assert MOMENT.fullmatch(answer.json["timestamp"])
    assert {**answer.json, "timestamp": None} == {
        "statusCode": 200,
        "message": "Record updated successfully.",
        "timestamp": None,
        "data": {"id": candidate["id"], "remote_id": candidate["remote_id"]},
    }
    return shown(client, f"candidates/{candidate['id']}", include="custom_fields")


def create(client: VendorClient, **body: Any) -> dict[str, Any]:
    """A new candidate, custom fields included."""
    return shown(client, f"candidates/{made(client, 'candidates', body)}", include="custom_fields")


EMPTY = {
    "unified_custom_fields": None,
    "name": None,
    "first_name": None,
    "last_name": None,
    "email": None,
    "emails": [],
    "social_links": [],
    "phone": None,
    "phone_numbers": [],
    "company": None,
    "title": None,
    "application_ids": [],
    "remote_application_ids": [],
    "hired_at": None,
    "country": None,
    "custom_fields": [],
    "tags": [],
}

FULL = {
    "unified_custom_fields": {"my_project_custom_field_1": "REF-1236", "deep": {"a": [1, None]}},
    "name": "Dr Ada Lovelace",
    "first_name": "Ada",
    "last_name": "Lovelace",
    "email": "ada@example.com",
    "social_links": [{"type": "linkedin", "url": "https://linkedin.example.com/in/ada"}],
    "phone_numbers": [{"type": "work", "phone": "+44 7700 900111"}],
    "company": "Analytical Engines",
    "title": "Countess",
    "hired_at": "2024-05-01T10:00:00.000Z",
    "country": "United Kingdom",
    "custom_fields": [{"remote_id": "f1", "name": "Shift", "value": True, "remote_value_id": "v1"}],
}


def test_nothing_is_required_of_a_candidate(stackone: VendorClient) -> None:
    candidate = create(stackone)

    assert {name: candidate[name] for name in EMPTY} == EMPTY
    assert candidate["created_at"] == candidate["updated_at"]


def test_everything_told_of_a_candidate_reads_back(stackone: VendorClient) -> None:
    candidate = create(stackone, passthrough={"a": 1}, phone_number="+44 7700 900222", **FULL)

    assert {name: candidate[name] for name in FULL} == {
        **FULL,
        "phone_numbers": [*FULL["phone_numbers"], {"type": "personal", "phone": "+44 7700 900222"}],  # type: ignore[misc]
        "custom_fields": [
            {
                "id": synthetic("f1"),
                "remote_id": "f1",
                "name": "Shift",
                "value": True,
                "value_id": synthetic("v1"),
                "remote_value_id": "v1",
            }
        ],
    }
    assert candidate["emails"] == [{"type": "personal", "value": "ada@example.com"}]
    assert candidate["phone"] == "+44 7700 900111"
    assert "passthrough" not in candidate


@pytest.mark.parametrize(
    ("sent", "first", "last", "name"),
    [
        ({"name": "Ada King Lovelace"}, "Ada", "King Lovelace", "Ada King Lovelace"),
        ({"name": "Ada"}, "Ada", None, "Ada"),
        ({"first_name": "Ada"}, "Ada", None, "Ada"),
        ({"last_name": "Lovelace"}, None, "Lovelace", "Lovelace"),
        ({"first_name": "Ada", "last_name": "Lovelace"}, "Ada", "Lovelace", "Ada Lovelace"),
        ({"name": "Countess", "last_name": "Lovelace"}, None, "Lovelace", "Countess"),
    ],
)
def test_names_stand_in_for_each_other(
    stackone: VendorClient, sent: dict[str, str], first: str | None, last: str | None, name: str
) -> None:
    candidate = create(stackone, **sent)

    assert (candidate["first_name"], candidate["last_name"], candidate["name"]) == (first, last, name)


def test_an_address_belongs_to_one_candidate(stackone: VendorClient, candidate: dict[str, Any]) -> None:
    before = stackone.world.state

    answer = stackone.post(f"{ATS}/candidates", json={"name": "Somebody Else", "email": "ADA@example.com"})

    refused(answer, 409, "A candidate with this email already exists")
    assert stackone.world.state is before


def test_a_candidate_made_here_is_the_same_person_elsewhere(
    stackone: VendorClient, smartrecruiters: VendorClient, candidate: dict[str, Any]
) -> None:
    there = smartrecruiters.get(f"/candidates/{candidate['remote_id']}").json

    assert (there["firstName"], there["lastName"], there["email"]) == ("Ada", "Lovelace", "ada@example.com")


def test_a_candidate_amended_elsewhere_shows_here(stackone: VendorClient, candidate: dict[str, Any]) -> None:
    from ats_sandbox.world.domain.commands.candidates import amend

    patched(stackone, candidate, {"name": "Ada, Countess of Lovelace", "country": "Scotland"})
    with stackone.arrange() as draft:
        person = next(one for one in draft.candidates.newest_first())
        amend(draft, person, first_name="Augusta", tags=("gold",))

    after = shown(stackone, f"candidates/{candidate['id']}")
    assert (after["first_name"], after["name"]) == ("Augusta", f"Augusta {after['last_name']}".strip())
    assert after["country"] == "Scotland"
    assert after["tags"] == [{"remote_id": "gold", "name": "gold"}]


CLEARED = [name for name in FULL if name not in ("custom_fields", "email", "phone_numbers", "name")]


@pytest.mark.parametrize("name", CLEARED)
def test_what_is_absent_stays_and_null_clears(stackone: VendorClient, name: str) -> None:
    before = create(stackone, **FULL)

    same = patched(stackone, before, {})
    cleared = patched(stackone, before, {name: None})

    assert {**same, "updated_at": None} == {**before, "updated_at": None}
    assert not cleared[name]
    others = {other for other in before if other not in (name, "name", "updated_at")}
    assert {other: cleared[other] for other in others} == {other: before[other] for other in others}


def test_a_null_name_leaves_no_name(stackone: VendorClient, candidate: dict[str, Any]) -> None:
    cleared = patched(stackone, candidate, {"name": None})

    assert (cleared["name"], cleared["first_name"], cleared["last_name"]) == (None, None, None)


def test_null_addresses_numbers_and_custom_fields_leave_none(stackone: VendorClient) -> None:
    cleared = patched(stackone, create(stackone, **FULL), {"email": None, "phone": None, "custom_fields": None})

    assert cleared["email"] is None
    assert cleared["emails"] == cleared["phone_numbers"] == cleared["custom_fields"] == []


@pytest.mark.parametrize(
    ("sent", "addresses"),
    [
        ({"email": "new@example.com"}, ["new@example.com", "second@example.com"]),
        ({"email": "second@example.com"}, ["second@example.com"]),
        ({"emails": [{"type": "work", "value": "w@example.com"}]}, ["w@example.com"]),
        ({"emails": []}, []),
        ({"emails": None}, []),
        ({"emails": [{"type": "work", "value": None}, {}]}, []),
        ({"emails": [{"value": "a@example.com"}, {"value": "b@example.com"}], "email": "b@example.com"}, None),
        ({"email": ""}, []),
    ],
)
def test_email_is_the_first_address_and_emails_are_all(
    stackone: VendorClient, candidate: dict[str, Any], sent: dict[str, Any], addresses: list[str] | None
) -> None:
    two = [{"value": "ada@example.com"}, {"type": "work", "value": "second@example.com"}]
    patched(stackone, candidate, {"emails": two})

    after = patched(stackone, candidate, sent)

    told = [one["value"] for one in after["emails"]]
    assert told == (["b@example.com", "a@example.com"] if addresses is None else addresses)
    assert after["email"] == (told[0] if told else None)


@pytest.mark.parametrize(
    ("sent", "numbers"),
    [
        ({"phone": "+44 7700 900333"}, ["+44 7700 900333", "+44 7700 900222"]),
        ({"phone": None}, []),
        ({"phone_numbers": [{"type": "home", "phone": "+44 7700 900444"}]}, ["+44 7700 900444"]),
        ({"phone_numbers": [{"phone": "+44 7700 900444"}], "phone": "+44 7700 900555"}, None),
        ({"phone_numbers": None}, []),
    ],
)
def test_phone_is_the_first_number_and_phone_numbers_are_all(
    stackone: VendorClient, candidate: dict[str, Any], sent: dict[str, Any], numbers: list[str] | None
) -> None:
    two = [{"type": "mobile", "phone": "+44 7700 900111"}, {"phone": "+44 7700 900222"}]
    patched(stackone, candidate, {"phone_numbers": two})

    after = patched(stackone, candidate, sent)

    told = [one["phone"] for one in after["phone_numbers"]]
    assert told == (["+44 7700 900555", "+44 7700 900444"] if numbers is None else numbers)
    assert after["phone"] == (told[0] if told else None)


def test_an_update_does_not_take_the_address_of_another(stackone: VendorClient, candidate: dict[str, Any]) -> None:
    other = create(stackone, email="other@example.com")

    for body in ({"email": "Other@example.com"}, {"emails": [{"value": other["email"]}]}):
        answer = stackone.patch(f"{ATS}/candidates/{candidate['id']}", json=body)
        refused(answer, 409, "A candidate with this email already exists")
    assert patched(stackone, candidate, {"email": candidate["email"]})["email"] == candidate["email"]


def test_applications_stay_with_their_candidate(stackone: VendorClient, application: dict[str, Any]) -> None:
    candidate = shown(stackone, f"candidates/{application['candidate_id']}")
    other = create(stackone)

    same = patched(stackone, candidate, {"application_ids": [application["id"], application["remote_id"]]})
    stolen = stackone.patch(f"{ATS}/candidates/{other['id']}", json={"application_ids": [application["id"]]})
    unknown = stackone.patch(f"{ATS}/candidates/{other['id']}", json={"application_ids": ["nobody"]})

    assert same["application_ids"] == [application["id"]]
    told = refused(stolen, 422, "Unprocessable Entity")
    assert told["provider_errors"][0]["raw"] == {"message": "the application belongs to another candidate"}
    refused(unknown, 404, "application_ids not found")


def test_an_update_of_nobody_is_not_found(stackone: VendorClient) -> None:
    refused(stackone.patch(f"{ATS}/candidates/nobody", json={}), 404, "Not Found")


def test_an_update_alone_makes_a_candidate_change(stackone: VendorClient, candidate: dict[str, Any]) -> None:
    """Also when all that changes is known to StackOne alone."""
    patched(stackone, candidate, {"country": "France"})

    found = everything(stackone, "candidates", **{"filter[updated_after]": candidate["updated_at"]})
    assert [one["id"] for one in found] == [candidate["id"]]


@pytest.mark.parametrize("body", [{"phone_number": "+44 7700 900777"}])
def test_an_update_does_not_know_the_extra_number_of_a_creation(
    stackone: VendorClient, candidate: dict[str, Any], body: dict[str, Any]
) -> None:
    assert patched(stackone, candidate, body)["phone_numbers"] == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"first_name": 1}, "first_name must be a valid string"),
        ({"phone_numbers": [{"type": "pager"}]}, None),
        ({"phone_numbers": {"type": "work"}}, "phone_numbers must be a valid array"),
        ({"social_links": [[]]}, "social_links.0 must be a valid object"),
        ({"hired_at": 5}, "hired_at must be a valid string"),
        ({"hired_at": "2021-02-30"}, "hired_at must be a valid date-time"),
        ({"unified_custom_fields": []}, "unified_custom_fields must be a valid object"),
        ({"custom_fields": [{"id": {}}]}, "custom_fields.0.id must be a valid string"),
    ],
)
def test_wrong_values_are_refused_by_name(
    stackone: VendorClient, candidate: dict[str, Any], wrong: dict[str, Any], message: str | None
) -> None:
    before = stackone.world.state
    types = "personal, work, mobile, home, unknown, other, unmapped_value"
    expected = message or f"phone_numbers.0.type must be one of the following values: {types}"

    refused(stackone.post(f"{ATS}/candidates", json=wrong), 400, expected)
    refused(stackone.patch(f"{ATS}/candidates/{candidate['id']}", json=wrong), 400, expected)
    assert stackone.world.state is before


def test_the_email_filter_does_not_mind_letter_case(stackone: VendorClient, candidate: dict[str, Any]) -> None:
    assert [one["id"] for one in listed(stackone, "candidates", **{"filter[email]": "ADA@Example.com"})] == [
        candidate["id"]
    ]
    assert listed(stackone, "candidates", **{"filter[email]": "nobody@example.com"}) == []


def test_the_email_filter_finds_every_address(stackone: VendorClient, candidate: dict[str, Any]) -> None:
    patched(stackone, candidate, {"emails": [{"value": "a@example.com"}, {"value": "b@example.com"}]})

    assert len(listed(stackone, "candidates", **{"filter[email]": "b@example.com"})) == 1


def test_custom_fields_show_only_when_asked_for(stackone: VendorClient) -> None:
    id = create(stackone, **FULL)["id"]

    assert shown(stackone, f"candidates/{id}")["custom_fields"] is None
    assert len(shown(stackone, f"candidates/{id}", include=" custom_fields ,x")["custom_fields"]) == 1


def test_numbers_of_an_unknown_kind_are_unmapped(stackone: VendorClient, candidate: dict[str, Any]) -> None:
    from ats_sandbox.world.domain.candidates import Phone
    from ats_sandbox.world.domain.commands.candidates import amend

    with stackone.arrange() as draft:
        person = next(one for one in draft.candidates.newest_first())
        amend(draft, person, phones=(Phone("+44 7700 900888", "fax"),))

    assert shown(stackone, f"candidates/{candidate['id']}")["phone_numbers"] == [
        {"type": "unmapped_value", "phone": "+44 7700 900888"}
    ]
