"""StackOne: the definitions of custom fields, and the values of the records that have some."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, everything, made, refused, shown, synthetic

NOUNS = ["application", "candidate", "job"]
each_noun = pytest.mark.parametrize("noun", NOUNS)
PYTHON: dict[str, type] = {
    "date": str,
    "float": float,
    "integer": int,
    "list": list,
    "checkbox": bool,
    "text": str,
    "boolean": bool,
    "single_select": str,
    "multi_select": list,
    "url": str,
}


def definitions(client: VendorClient, noun: str) -> list[dict[str, Any]]:
    return everything(client, f"custom_field_definitions/{noun}s")


def records(client: VendorClient, noun: str) -> list[dict[str, Any]]:
    return everything(client, f"{noun}s", include="custom_fields", fields="id,unified_custom_fields,custom_fields")


def named(client: VendorClient, noun: str, name: str) -> dict[str, Any]:
    return next(one for one in definitions(client, noun) if one["name"] == name)


@each_noun
def test_definitions_have_exactly_the_published_members(stackone: VendorClient, noun: str) -> None:
    for one in definitions(stackone, noun):
        assert one.keys() == {"id", "remote_id", "name", "description", "type", "options"}
        assert one["type"]["value"] in PYTHON
        assert (one["options"] is not None) == (one["type"]["value"] in ("single_select", "multi_select", "list"))


def test_the_definitions_are_of_ten_types(stackone: VendorClient) -> None:
    types = {one["type"]["value"] for noun in NOUNS for one in definitions(stackone, noun)}

    assert types == PYTHON.keys()


@each_noun
def test_every_value_of_the_demo_world_is_of_a_defined_field(stackone: VendorClient, noun: str) -> None:
    known = {one["id"]: one for one in definitions(stackone, noun)}
    seen = set()

    for record in records(stackone, noun):
        for field in record["custom_fields"]:
            definition = known[field["id"]]
            seen.add(field["id"])
            assert field["name"] == definition["name"]
            assert field["remote_id"] == definition["remote_id"]
            assert type(field["value"]) is PYTHON[definition["type"]["value"]]
            if definition["options"]:
                chosen = field["value"] if isinstance(field["value"], list) else [field["value"]]
                assert {*chosen} <= {option["value"] for option in definition["options"]}
            if definition["type"]["value"] == "single_select":
                option = next(one for one in definition["options"] if one["value"] == field["value"])
                assert field["value_id"] == option["id"] == synthetic(field["remote_value_id"])

    assert seen == known.keys()


@pytest.mark.parametrize(
    ("noun", "name", "key"),
    [
        ("application", "Screening score", "screening_score"),
        ("candidate", "Notice period", "notice_period"),
        ("job", "Cost centre", "cost_centre"),
    ],
)
def test_a_mapped_field_is_among_the_projects_own(stackone: VendorClient, noun: str, name: str, key: str) -> None:
    mapped = 0
    for record in records(stackone, noun):
        values = {one["name"]: one["value"] for one in record["custom_fields"]}
        assert record["unified_custom_fields"] == ({key: values[name]} if name in values else None)
        mapped += name in values

    assert mapped


@each_noun
def test_nothing_hides_the_projects_own_fields(stackone: VendorClient, noun: str) -> None:
    """The provider's are shown on demand; the project's always."""
    one = next(record for record in records(stackone, noun) if record["unified_custom_fields"])

    usual = shown(stackone, f"{noun}s/{one['id']}")

    assert usual["custom_fields"] is None
    assert usual["unified_custom_fields"] == one["unified_custom_fields"]


def test_a_field_is_written_by_its_definition_and_keeps_its_name(
    stackone: VendorClient, candidate: dict[str, Any]
) -> None:
    definition = named(stackone, "candidate", "Notice period")
    option = definition["options"][1]
    body = {"custom_fields": [{"id": definition["id"], "value": option["value"], "value_id": option["id"]}]}

    assert stackone.patch(f"{ATS}/candidates/{candidate['id']}", json=body).status_code == 200

    after = shown(stackone, f"candidates/{candidate['id']}", include="custom_fields")
    assert after["custom_fields"] == [
        {
            "id": definition["id"],
            "remote_id": definition["remote_id"],
            "name": "Notice period",
            "value": option["value"],
            "value_id": option["id"],
            "remote_value_id": option["value"].replace(" ", "_"),
        }
    ]
    assert after["unified_custom_fields"] == {"notice_period": option["value"]}


def test_writing_either_side_of_a_mapped_field_changes_both(stackone: VendorClient, job: dict[str, Any]) -> None:
    definition = named(stackone, "job", "Cost centre")
    path = f"{ATS}/jobs/{job['id']}"

    def told() -> tuple[Any, Any]:
        now = shown(stackone, f"jobs/{job['id']}", include="custom_fields")
        values = {one["id"]: one["value"] for one in now["custom_fields"]}
        return now["unified_custom_fields"], values[definition["id"]]

    stackone.patch(path, json={"custom_fields": [{"id": definition["id"], "value": "CC-1"}]})
    assert told() == ({"cost_centre": "CC-1"}, "CC-1")
    stackone.patch(path, json={"unified_custom_fields": {"cost_centre": "CC-2", "colour": "green"}})
    assert told() == ({"cost_centre": "CC-2", "colour": "green"}, "CC-2")
    stackone.patch(path, json={"custom_fields": [{"remote_id": definition["remote_id"], "value": "CC-3"}]})
    assert told() == ({"cost_centre": "CC-3", "colour": "green"}, "CC-3")
    stackone.patch(path, json={"unified_custom_fields": None})
    assert told() == ({"cost_centre": "CC-3"}, "CC-3")


def test_emptying_the_fields_empties_what_they_stood_for(stackone: VendorClient) -> None:
    one = next(record for record in records(stackone, "candidate") if record["unified_custom_fields"])

    stackone.patch(f"{ATS}/candidates/{one['id']}", json={"custom_fields": None})

    after = shown(stackone, f"candidates/{one['id']}", include="custom_fields")
    assert after["custom_fields"] == []
    assert after["unified_custom_fields"] is None


def test_a_new_record_has_no_fields(stackone: VendorClient) -> None:
    id = made(stackone, "candidates", {"name": "Grace"})

    candidate = shown(stackone, f"candidates/{id}", include="custom_fields")

    assert candidate["custom_fields"] == []
    assert candidate["unified_custom_fields"] is None


@each_noun
def test_a_definition_takes_the_parameters_of_a_list_and_ignores_them(stackone: VendorClient, noun: str) -> None:
    one = definitions(stackone, noun)[0]
    query = {"page": "7", "page_size": "1", "updated_after": "2030-01-01", "next": "x", "fields": "name"}

    assert shown(stackone, f"custom_field_definitions/{noun}s/{one['id']}", **query) == {"name": one["name"]}
    answer = stackone.get(f"{ATS}/custom_field_definitions/{noun}s/{one['id']}", query_string={"updated_after": "soon"})
    refused(answer, 400, "updated_after must be a valid date-time")


@each_noun
def test_the_definition_of_another_noun_is_not_found(stackone: VendorClient, noun: str) -> None:
    other = definitions(stackone, NOUNS[NOUNS.index(noun) - 1])[0]

    refused(stackone.get(f"{ATS}/custom_field_definitions/{noun}s/{other['id']}"), 404, "Not Found")


@each_noun
def test_definitions_are_filtered_by_their_last_change(stackone: VendorClient, noun: str) -> None:
    whole = definitions(stackone, noun)
    path = f"custom_field_definitions/{noun}s"

    assert everything(stackone, path, **{"filter[updated_after]": "2020-01-01T00:00:00Z"}) == whole
    assert everything(stackone, path, updated_after="2030-01-01") == []
