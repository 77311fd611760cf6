"""StackOne: lists and records that belong to a record of another kind."""

from typing import Any

import pytest

from ats_sandbox.world.clock import iso
from ats_sandbox.world.store.state import State
from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, NESTED, everything, listed, made, nested, refused, shown, synthetic
from tests.vendors.stackone.conftest import Prepared

each_nested = pytest.mark.parametrize("path", NESTED)
SINGLE = [path for path in NESTED if not path.endswith("changes")]
each_single = pytest.mark.parametrize("path", SINGLE)


@pytest.fixture(scope="module")
def two_offers(prepared: Prepared) -> State:
    """Offers are the one thing of which the demo world gives nobody two on one application."""

    def offer(stackone: VendorClient) -> None:
        application = listed(stackone, "offers", page_size="1")[0]["application_id"]
        made(stackone, "offers", {"application_id": application})

    return prepared(offer)


@pytest.fixture(autouse=True)
def _two_offers_on_one_application(stackone: VendorClient, two_offers: State) -> None:
    stackone.world.restore(two_offers)


UNKNOWN = ["nobody", "c28xIQ", "c28xIQaWQ6MQ", "0", "é", "x" * 5000]


@each_nested
def test_a_nested_list_is_walked_by_its_cursor(stackone: VendorClient, path: str) -> None:
    found = nested(stackone, path, least=2)
    whole = everything(stackone, found)
    one_by_one = []
    query = {"page_size": "1"}
    while True:
        answer = stackone.get(f"{ATS}/{found}", query_string=query).json
        assert answer["raw"] is None
        assert len(answer["data"]) == 1
        one_by_one += answer["data"]
        if answer["next"] is None:
            break
        query["next"] = answer["next"]

    assert one_by_one == whole
    assert len({one["id"] for one in whole}) == len(whole) > 1


@each_nested
def test_only_the_changes_have_no_next_page(stackone: VendorClient, path: str) -> None:
    members = stackone.get(f"{ATS}/{nested(stackone, path)}").json.keys()

    assert members == {"next", "data", "raw"} | (set() if path.endswith("changes") else {"next_page"})


@each_nested
def test_the_upper_record_may_be_named_by_either_id(stackone: VendorClient, path: str) -> None:
    found = nested(stackone, path)
    upper, id, lower = found.split("/")
    remote = shown(stackone, f"{upper}/{id}")["remote_id"]

    assert listed(stackone, f"{upper}/{remote}/{lower}") == listed(stackone, found)


@each_nested
@pytest.mark.parametrize("id", UNKNOWN)
def test_a_list_of_nobody_is_not_found(stackone: VendorClient, path: str, id: str) -> None:
    refused(stackone.get(f"{ATS}/{path.format(id=id)}"), 404, "Not Found")


@each_nested
def test_a_cursor_of_another_list_is_refused(stackone: VendorClient, path: str) -> None:
    cursor = stackone.get(f"{ATS}/candidates").json["next"]

    answer = stackone.get(f"{ATS}/{nested(stackone, path)}", query_string={"next": cursor})

    refused(answer, 400, "next is not a cursor of this list")


@each_nested
def test_properties_are_chosen_by_name(stackone: VendorClient, path: str) -> None:
    """A change keeps the two that the contract promises."""
    found = nested(stackone, path)
    names = {"remote_id"} | ({"created_at", "new_values"} if path.endswith("changes") else set())

    chosen = listed(stackone, found, fields="remote_id, nothing_known")

    assert chosen == [{name: one[name] for name in names} for one in listed(stackone, found)]


@each_nested
def test_raw_tells_the_providers_address_of_the_list(stackone: VendorClient, path: str) -> None:
    found = nested(stackone, path)
    upper, id, _ = found.split("/")
    remote = shown(stackone, f"{upper}/{id}")["remote_id"]

    answer = stackone.get(f"{ATS}/{found}", query_string={"raw": "true", "page_size": "1"}).json

    (exchange,) = answer["raw"]
    assert f"/{upper}/{remote}/" in exchange["url"]
    assert exchange["response"] == {"content": [{"id": answer["data"][0]["remote_id"]}]}


@each_single
def test_nothing_nested_changed_after_now(stackone: VendorClient, path: str) -> None:
    found = nested(stackone, path)
    now = iso(stackone.world.now)

    assert listed(stackone, found, **{"filter[updated_after]": now}) == []
    assert listed(stackone, found, updated_after=now) == []


@each_single
def test_only_what_changed_strictly_later_is_listed(stackone: VendorClient, path: str) -> None:
    found = nested(stackone, path, least=2)
    whole = listed(stackone, found)
    instant = min(one["updated_at"] for one in whole)
    later = [one for one in whole if one["updated_at"] > instant]

    assert listed(stackone, found, **{"filter[updated_after]": instant}) == later


@each_single
def test_a_nested_record_is_read_by_either_form_of_its_id(stackone: VendorClient, path: str) -> None:
    found = nested(stackone, path)

    for one in listed(stackone, found):
        assert one["id"] == synthetic(one["remote_id"])
        assert shown(stackone, f"{found}/{one['id']}") == one
        assert shown(stackone, f"{found}/{one['remote_id']}") == one
        assert shown(stackone, f"{found}/{one['id']}", fields="id") == {"id": one["id"]}


@each_single
def test_a_nested_record_tells_its_raw_address(stackone: VendorClient, path: str) -> None:
    found = nested(stackone, path)
    one = listed(stackone, found)[0]

    answer = stackone.get(f"{ATS}/{found}/{one['id']}", query_string={"raw": "true"}).json

    assert answer["raw"][0]["url"].endswith(f"/{one['remote_id']}")


@each_single
@pytest.mark.parametrize("id", UNKNOWN)
def test_an_unknown_nested_id_is_not_found(stackone: VendorClient, path: str, id: str) -> None:
    refused(stackone.get(f"{ATS}/{nested(stackone, path)}/{id}"), 404, "Not Found")


@each_single
def test_a_record_of_another_parent_is_not_found(stackone: VendorClient, path: str) -> None:
    found = nested(stackone, path)
    upper, id, lower = found.split("/")
    one = listed(stackone, found)[0]
    other = next(
        parent["id"]
        for parent in everything(stackone, upper)
        if parent["id"] != id and one not in listed(stackone, f"{upper}/{parent['id']}/{lower}")
    )

    refused(stackone.get(f"{ATS}/{upper}/{other}/{lower}/{one['id']}"), 404, "Not Found")


@each_nested
def test_what_hangs_on_confidential_records_is_forbidden(stackone: VendorClient, path: str) -> None:
    upper = path.partition("/")[0]
    seen = {one["id"] for one in everything(stackone, upper, token="sandbox-restricted")}
    hidden = next(one for one in everything(stackone, upper) if one["id"] not in seen)
    address = f"{ATS}/{path.format(id=hidden['id'])}"

    assert stackone.get(address).status_code == 200
    refused(stackone.get(address, token="sandbox-restricted"), 403, "Forbidden resource")
    if path in SINGLE:
        refused(stackone.get(f"{address}/nobody", token="sandbox-restricted"), 403, "Forbidden resource")


def test_the_stages_of_a_job_are_those_that_it_shows(stackone: VendorClient, job: dict[str, Any]) -> None:
    stages = everything(stackone, f"jobs/{job['id']}/application_stages")

    assert sorted(stages, key=lambda one: one["order"]) == job["interview_stages"]
    assert [shown(stackone, f"application_stages/{one['id']}") for one in stages] == stages


def test_an_application_shows_one_stage_under_both_names(stackone: VendorClient, application: dict[str, Any]) -> None:
    stage = application["application_stage"]

    assert application["interview_stage"] == stage
    assert application["interview_stage_id"] == application["application_stage_id"] == stage["id"]
    assert application["remote_interview_stage_id"] == application["remote_application_stage_id"] == stage["remote_id"]
    assert shown(stackone, f"jobs/{application['job_id']}/application_stages/{stage['id']}") == stage


def test_the_offers_of_an_application_are_the_offers_that_name_it(stackone: VendorClient) -> None:
    offers = everything(stackone, "offers")
    application = next(one["application_id"] for one in offers if one["application_id"])

    mine = [one for one in offers if one["application_id"] == application]

    assert everything(stackone, f"applications/{application}/offers") == mine
    assert shown(stackone, f"applications/{application}/offers/{mine[0]['id']}") == mine[0]
