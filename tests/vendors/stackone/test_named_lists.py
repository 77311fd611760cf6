"""StackOne: the lists that recruiters keep."""

from tests.client import VendorClient
from tests.vendors.stackone.api import everything, shown


def test_lists_are_of_the_three_types_and_hold_candidates(stackone: VendorClient) -> None:
    lists = everything(stackone, "lists")
    people = {one["id"]: one for one in everything(stackone, "candidates", fields="id,remote_id,tags")}

    assert {one["type"]["value"] for one in lists} == {"candidates", "companies", "contacts"}
    assert any(not one["items"] for one in lists)
    pools = [one for one in lists if one["name"].startswith("Talent pool: ")]
    assert pools
    for pool in pools:
        label = pool["name"].removeprefix("Talent pool: ")
        tagged = [one for one in people.values() if any(tag["name"] == label for tag in one["tags"])]
        assert pool["items"] == [{"id": one["id"], "remote_id": one["remote_id"]} for one in tagged]
        assert pool["type"] == {"value": "candidates", "source_value": "CANDIDATES"}


def test_a_person_who_is_forgotten_is_on_no_list(stackone: VendorClient, smartrecruiters: VendorClient) -> None:
    pool = everything(stackone, "lists")[0]

    assert smartrecruiters.delete(f"/candidates/{pool['items'][0]['remote_id']}").status_code == 204

    assert shown(stackone, f"lists/{pool['id']}")["items"] == pool["items"][1:]


def test_lists_leave_out_whom_the_caller_may_not_see(stackone: VendorClient) -> None:
    seen = {one["id"] for one in everything(stackone, "candidates", token="sandbox-restricted", fields="id")}

    whole = everything(stackone, "lists")
    restricted = everything(stackone, "lists", token="sandbox-restricted")

    assert len(restricted) == len(whole)
    for full, less in zip(whole, restricted, strict=True):
        assert less["items"] == [item for item in full["items"] if item["id"] in seen]
