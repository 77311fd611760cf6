"""The values of job properties."""

from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.vendors.smartrecruiters.configuration.job_property_values import MOST, MOST_ACTIVE
from ats_sandbox.vendors.smartrecruiters.configuration.state import JOB_PROPERTY_VALUES
from tests.client import VendorClient
from tests.vendors.smartrecruiters.job_properties import code_of, path_of


@pytest.fixture
def path(smartrecruiters: VendorClient) -> str:
    """The path of a property with values, one of which is archived."""
    return path_of(smartrecruiters, "Reason for hiring")


def labels(client: VendorClient, path: str) -> list[str]:
    """The labels of the values of a property."""
    return [one["label"] for one in client.get(f"{path}/values").json["content"]]


def fill(client: VendorClient, count: int, *, archived: bool) -> None:
    """Give the third property as many values, active or archived ones."""
    with client.arrange() as draft:
        values = draft[JOB_PROPERTY_VALUES]
        first = next(iter(values.where(property=3)))
        there = [one for one in values.where(property=3) if one.archived is archived or archived]
        start = draft.next_id(JOB_PROPERTY_VALUES)
        for id in range(start, start + count - len(there)):
            draft.put(JOB_PROPERTY_VALUES, replace(first, id=id, key=f"v{id}", label=f"Value {id}", archived=archived))


def test_values_are_listed_the_archived_ones_too(smartrecruiters: VendorClient, path: str) -> None:
    shown = smartrecruiters.get(f"{path}/values").json

    assert shown["totalFound"] == len(shown["content"]) == 4
    assert shown["content"][0] == {"id": "new_position", "label": "New position", "archived": False}
    assert [one["archived"] for one in shown["content"]] == [False, False, False, True]


def test_values_come_in_pages_of_a_size(smartrecruiters: VendorClient, path: str) -> None:
    every = smartrecruiters.get(f"{path}/values").json["content"]

    first = smartrecruiters.get(f"{path}/values?pageSize=3").json
    second = smartrecruiters.get(f"{path}/values?pageSize=3&page_id={first['nextPageId']}").json

    assert first["totalFound"] == second["totalFound"] == 4
    assert first["content"] + second["content"] == every
    assert "nextPageId" not in second
    for wrong in ("pageSize=0", "pageSize=20001", "pageSize=x", "page_id=x"):
        assert smartrecruiters.get(f"{path}/values?{wrong}").status_code == 400


def test_a_value_has_the_id_that_the_company_gives_it(smartrecruiters: VendorClient, path: str) -> None:
    told = {"id": "Ümlaut & co", "label": "Growth", "archived": True}

    made = smartrecruiters.post(f"{path}/values", json=told)

    assert (made.status_code, made.json) == (201, told)
    assert smartrecruiters.get(f"{path}/values").json["content"][-1] == told


def test_a_value_without_an_id_is_given_one(smartrecruiters: VendorClient, path: str) -> None:
    made = smartrecruiters.post(f"{path}/values", json={"label": "Growth"}).json

    assert len(made["id"]) == 36
    assert made["archived"] is False
    assert smartrecruiters.put(f"{path}/archive-values/{made['id']}").status_code == 204


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ({"label": "New position"}, (409, "JOB_PROPERTY_VALUE_ALREADY_EXISTS")),
        ({"label": "Growth", "id": "replacement"}, (409, "JOB_PROPERTY_VALUE_ALREADY_EXISTS")),
        ({"label": "   "}, (422, "VALUE_LABEL_IS_BLANK")),
        ({"label": ""}, (422, "VALUE_LABEL_IS_BLANK")),
        ({"label": " Growth"}, (422, "VALUE_LABEL_IS_INVALID")),
        ({"label": "Growth\n"}, (422, "VALUE_LABEL_IS_INVALID")),
        ({"label": "Gro\x00wth"}, (422, "VALUE_LABEL_IS_INVALID")),
        ({"label": "x" * 201}, (422, "INVALID_INPUT")),
        ({"label": None}, (422, "INVALID_INPUT")),
        ({"label": "Growth", "id": "a/b"}, (422, "INVALID_INPUT")),
        ({"label": "Growth", "id": "x" * 101}, (422, "INVALID_INPUT")),
        ({"label": "Growth", "id": ""}, (422, "INVALID_INPUT")),
    ],
)
def test_a_value_that_cannot_be_is_refused(
    smartrecruiters: VendorClient, path: str, told: dict[str, Any], refused: tuple[int, str]
) -> None:
    before = smartrecruiters.world.state

    assert code_of(smartrecruiters.post(f"{path}/values", json=told)) == refused
    assert smartrecruiters.world.state is before


def test_free_text_has_no_values(smartrecruiters: VendorClient) -> None:
    text = path_of(smartrecruiters, "Justification")

    assert smartrecruiters.get(f"{text}/values").json == {"totalFound": 0, "content": []}
    response = smartrecruiters.post(f"{text}/values", json={"label": "Growth"})
    assert code_of(response) == (400, "VALUES_NOT_ALLOWED")


def test_a_property_has_so_many_active_values(smartrecruiters: VendorClient, path: str) -> None:
    fill(smartrecruiters, MOST_ACTIVE, archived=False)
    back = [
        {"op": "replace", "path": "/archived", "value": False},
        {"op": "replace", "path": "/label", "value": "Transfer"},
    ]
    reached = (422, "ACTIVE_VALUES_LIMIT_REACHED")

    assert code_of(smartrecruiters.post(f"{path}/values", json={"label": "Growth"})) == reached
    assert code_of(smartrecruiters.patch(f"{path}/values/legacy_transfer", json=back)) == reached
    archived = {"label": "Growth", "archived": True}
    assert smartrecruiters.post(f"{path}/values", json=archived).status_code == 201


def test_a_property_has_so_many_values_in_all(smartrecruiters: VendorClient, path: str) -> None:
    fill(smartrecruiters, MOST, archived=True)

    response = smartrecruiters.post(f"{path}/values", json={"label": "Growth", "archived": True})

    assert code_of(response) == (422, "VALUES_LIMIT_REACHED")


def test_a_patch_renames_a_value(smartrecruiters: VendorClient, path: str) -> None:
    patch = [{"op": "replace", "path": "/label", "value": "Growth"}]

    changed = smartrecruiters.patch(f"{path}/values/new_position", json=patch)

    assert changed.status_code == 200
    assert changed.json == {"id": "new_position", "label": "Growth", "archived": False}
    assert labels(smartrecruiters, path)[0] == "Growth"


@pytest.mark.parametrize(
    ("name", "value", "refused"),
    [
        ("label", "Replacement", (409, "JOB_PROPERTY_VALUE_ALREADY_EXISTS")),
        ("label", " ", (422, "VALUE_LABEL_IS_BLANK")),
        ("label", "Growth ", (422, "VALUE_LABEL_IS_INVALID")),
        ("label", "x" * 201, (422, "JSON_PATCH_INVALID")),
        ("label", None, (422, "JSON_PATCH_INVALID")),
        ("id", "growth", (422, "JSON_PATCH_INVALID")),
        ("colour", "red", (422, "JSON_PATCH_INVALID")),
    ],
)
def test_a_patch_that_a_value_cannot_have_is_refused(
    smartrecruiters: VendorClient, path: str, name: str, value: object, refused: tuple[int, str]
) -> None:
    before = smartrecruiters.world.state
    patch = [{"op": "add", "path": f"/{name}", "value": value}]

    assert code_of(smartrecruiters.patch(f"{path}/values/new_position", json=patch)) == refused
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize(
    ("archive", "restore"),
    [(("PUT", "archive-values"), ("DELETE", "archive-values")), (("DELETE", "values"), ("PUT", "values"))],
)
def test_a_value_is_archived_and_brought_back(
    smartrecruiters: VendorClient, path: str, archive: tuple[str, str], restore: tuple[str, str]
) -> None:
    def state() -> bool:
        shown: bool = smartrecruiters.get(f"{path}/values").json["content"][1]["archived"]
        return shown

    for (method, below), archived in ((archive, True), (archive, True), (restore, False), (restore, False)):
        response = smartrecruiters.send(method, f"{path}/{below}/replacement")
        assert (response.status_code, response.data) == (204, b"")
        assert state() is archived


def test_an_archived_label_with_spaces_around_it_is_renamed_before_it_comes_back(
    smartrecruiters: VendorClient, path: str
) -> None:
    refused = (422, "VALUE_LABEL_IS_INVALID")
    back = [{"op": "replace", "path": "/archived", "value": False}]

    assert code_of(smartrecruiters.delete(f"{path}/archive-values/legacy_transfer")) == refused
    assert code_of(smartrecruiters.put(f"{path}/values/legacy_transfer")) == refused
    assert code_of(smartrecruiters.patch(f"{path}/values/legacy_transfer", json=back)) == refused

    rename = [{"op": "replace", "path": "/label", "value": "Legacy transfer"}]
    assert smartrecruiters.patch(f"{path}/values/legacy_transfer", json=rename).status_code == 200
    assert smartrecruiters.delete(f"{path}/archive-values/legacy_transfer").status_code == 204


def test_a_value_is_labelled_in_other_languages(smartrecruiters: VendorClient, path: str) -> None:
    told = [{"label": "Remplacement", "language": "fr"}]

    assert smartrecruiters.patch(f"{path}/values/replacement/translations", json=told).status_code == 204

    french = smartrecruiters.get(f"{path}/values", headers={"Accept-Language": "fr"}).json["content"]
    assert [one["label"] for one in french][:2] == ["New position", "Remplacement"]
    assert labels(smartrecruiters, path)[1] == "Replacement"


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ([("a", "es"), ("b", "es")], (409, "LANGUAGE_NOT_UNIQUE")),
        ([("New position", "en")], (409, "JOB_PROPERTY_VALUE_ALREADY_EXISTS")),
        ([(" ", "es")], (422, "VALUE_LABEL_IS_BLANK")),
        ([("a ", "es")], (422, "VALUE_LABEL_IS_INVALID")),
        ([("a", "tlh")], (422, "INVALID_INPUT")),
    ],
)
def test_a_translation_that_a_value_cannot_have_is_refused(
    smartrecruiters: VendorClient, path: str, told: list[tuple[str, str]], refused: tuple[int, str]
) -> None:
    before = smartrecruiters.world.state
    body = [{"label": label, "language": language} for label, language in told]

    assert code_of(smartrecruiters.patch(f"{path}/values/replacement/translations", json=body)) == refused
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize("id", ["platform", "x" * 5_000, "%00", "é"])
def test_a_value_of_another_property_is_not_found(smartrecruiters: VendorClient, path: str, id: str) -> None:
    assert code_of(smartrecruiters.delete(f"{path}/values/{id}")) == (404, "JOB_PROPERTY_VALUE_NOT_FOUND")
    assert code_of(smartrecruiters.put(f"{path}/values/{id}")) == (404, "JOB_PROPERTY_VALUE_NOT_FOUND")
    patched = smartrecruiters.patch(f"{path}/values/{id}", json=[{"op": "replace", "path": "/label", "value": "x"}])
    assert code_of(patched) == (404, "JOB_PROPERTY_VALUE_NOT_FOUND")
    assert code_of(smartrecruiters.put(f"{path}x/archive-values/{id}")) == (404, "JOB_PROPERTY_NOT_FOUND")
