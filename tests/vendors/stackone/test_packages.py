"""StackOne: the packages of assessments, which are read, and of background checks, which are kept."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, everything, listed, made, refused, shown, synthetic

PACKAGES = "background_checks/packages"
BODY = {
    "name": "Drivers",
    "description": "For those who drive our vans.",
    "tests": [{"name": "Licence", "description": "Is it valid?"}, {"name": "Eyes"}],
    "passthrough": {"region": "eu"},
}


def create(client: VendorClient, **body: Any) -> dict[str, Any]:
    return shown(client, f"{PACKAGES}/{made(client, PACKAGES, body)}")


def update(client: VendorClient, package: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    answer = client.patch(f"{ATS}/{PACKAGES}/{package['id']}", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json.keys() == {"statusCode", "message", "timestamp"}
    assert answer.json["message"] == "Record updated successfully."
    return shown(client, f"{PACKAGES}/{package['id']}")


def test_assessment_packages_have_names_and_no_tests(stackone: VendorClient) -> None:
    for one in everything(stackone, "assessments/packages"):
        assert one.keys() == {"id", "remote_id", "name", "description"}
        assert one["name"]


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_assessment_packages_are_read_only(stackone: VendorClient, method: str) -> None:
    one = listed(stackone, "assessments/packages")[0]
    path = "assessments/packages" if method == "POST" else f"assessments/packages/{one['id']}"

    refused(stackone.send(method, f"{ATS}/{path}", json={}), 404, "Not Found")


def test_everything_told_of_a_package_reads_back(stackone: VendorClient) -> None:
    package = create(stackone, **BODY)

    assert {name: package[name] for name in ("name", "description")} == {
        "name": BODY["name"],
        "description": BODY["description"],
    }
    assert [(one["name"], one["description"]) for one in package["tests"]] == [
        ("Licence", "Is it valid?"),
        ("Eyes", None),
    ]
    assert all(one["id"] == synthetic(one["remote_id"]) for one in package["tests"])
    assert everything(stackone, PACKAGES)[-1] == package


def test_nothing_is_required_of_a_package(stackone: VendorClient) -> None:
    first, second = create(stackone), create(stackone)

    assert first == {
        "id": first["id"],
        "remote_id": first["remote_id"],
        "name": None,
        "description": None,
        "tests": [],
    }
    assert second["id"] != first["id"]


def test_a_name_is_given_only_once(stackone: VendorClient) -> None:
    package = create(stackone, **BODY)
    other = create(stackone, name="Pilots")
    before = stackone.world.state
    taken = "A package with this name already exists"

    refused(stackone.post(f"{ATS}/{PACKAGES}", json={"name": "DRIVERS"}), 409, taken)
    refused(stackone.patch(f"{ATS}/{PACKAGES}/{other['id']}", json={"name": "drivers"}), 409, taken)
    assert stackone.world.state is before
    assert update(stackone, package, {"name": "drivers"})["name"] == "drivers"


def test_an_update_changes_what_is_sent_and_null_clears(stackone: VendorClient) -> None:
    package = create(stackone, **BODY)

    assert update(stackone, package, {}) == package
    assert update(stackone, package, {"description": "New"}) == {**package, "description": "New"}
    assert update(stackone, package, {"name": None, "description": None, "tests": None}) == {
        **package,
        "name": None,
        "description": None,
        "tests": [],
    }


@pytest.mark.parametrize("form", ["id", "remote_id"])
def test_tests_are_replaced_and_a_named_one_keeps_its_id(stackone: VendorClient, form: str) -> None:
    package = create(stackone, **BODY)
    licence, eyes = package["tests"]

    after = update(stackone, package, {"tests": [{"name": "Ears"}, {"id": eyes[form], "description": "Colours"}]})

    assert eyes | {"description": "Colours"} in after["tests"]
    assert [one["name"] for one in after["tests"]] == ["Ears", "Eyes"]
    assert licence["id"] not in {one["id"] for one in after["tests"]}


def test_a_test_of_another_package_is_not_found(stackone: VendorClient) -> None:
    package = create(stackone, **BODY)
    foreign = listed(stackone, PACKAGES)[0]["tests"][0]["id"]
    before = stackone.world.state

    for id in (foreign, "nobody"):
        answer = stackone.patch(f"{ATS}/{PACKAGES}/{package['id']}", json={"tests": [{}, {"id": id}]})
        refused(answer, 404, "tests.1.id not found")
    assert stackone.world.state is before


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": 7}, "name must be a valid string"),
        ({"tests": {}}, "tests must be a valid array"),
        ({"tests": [{"name": []}]}, "tests.0.name must be a valid string"),
        ({"tests": [None]}, "tests.0 must not be null"),
        ({"passthrough": "x"}, "passthrough must be a valid object"),
    ],
)
def test_wrong_packages_are_refused_by_name(stackone: VendorClient, wrong: dict[str, Any], message: str) -> None:
    package = listed(stackone, PACKAGES)[0]

    refused(stackone.post(f"{ATS}/{PACKAGES}", json=wrong), 400, message)
    refused(stackone.patch(f"{ATS}/{PACKAGES}/{package['id']}", json=wrong), 400, message)


def test_a_deleted_package_is_gone_with_its_tests(stackone: VendorClient) -> None:
    package = create(stackone, **BODY)
    path = f"{ATS}/{PACKAGES}/{package['id']}"

    assert stackone.delete(path).status_code == 200

    refused(stackone.get(path), 404, "Not Found")
    refused(stackone.patch(path, json={}), 404, "Not Found")
    refused(stackone.delete(path), 404, "Not Found")
    assert package["id"] not in {one["id"] for one in everything(stackone, PACKAGES)}
    answer = stackone.post(f"{ATS}/background_checks/orders", json={"package": {"id": package["id"]}})
    refused(answer, 404, "package.id not found")
    assert create(stackone, **BODY)["id"] != package["id"]


@pytest.mark.parametrize("result", [None, "initiated", "in_progress"])
def test_a_package_whose_results_are_awaited_stays(stackone: VendorClient, result: str | None) -> None:
    package = create(stackone, **BODY)
    orders = f"{ATS}/background_checks/orders"
    order = stackone.post(orders, json={"package": {"id": package["id"]}}).json
    if result is not None:
        stackone.patch(f"{orders}/{order['id']}/result", json={"result": {"value": result}})
    before = stackone.world.state

    answer = stackone.delete(f"{ATS}/{PACKAGES}/{package['id']}")

    refused(answer, 409, "The package has orders without a final result")
    assert stackone.world.state is before

    stackone.patch(f"{orders}/{order['id']}/result", json={"result": {"value": "passed"}})
    assert stackone.delete(f"{ATS}/{PACKAGES}/{package['id']}").status_code == 200
    kept = shown(stackone, f"background_checks/orders/{order['id']}")["package"]
    assert kept == package


def test_a_revised_package_leaves_earlier_orders_as_they_were(stackone: VendorClient) -> None:
    package = create(stackone, **BODY)
    order = stackone.post(f"{ATS}/background_checks/orders", json={"package": {"id": package["id"]}}).json

    update(stackone, package, {"name": "Couriers", "tests": []})

    assert shown(stackone, f"background_checks/orders/{order['id']}")["package"] == package


@pytest.mark.parametrize("path", ["assessments/packages", PACKAGES])
def test_packages_are_filtered_in_all_three_spellings(stackone: VendorClient, path: str) -> None:
    """Clients that are generated from the contract send the bare name."""
    world = everything(stackone, path)
    dates = [one.updated_at for one in stackone.read()[_collection(path)]]
    from ats_sandbox.world.clock import iso

    instant = iso(dates[0])

    assert listed(stackone, path, updated_after=instant) == world[1:]
    assert listed(stackone, path, **{"filter[updated_after]": instant}) == world[1:]
    both = {"updated_after": instant, "filter[updated_after]": iso(dates[1])}
    assert listed(stackone, path, **both) == world[2:]
    refused(
        stackone.get(f"{ATS}/{path}", query_string={"filter[updated_after]": "soon"}),
        400,
        "filter[updated_after] must be a valid date-time",
    )


def _collection(path: str) -> Any:
    from ats_sandbox.vendors.stackone.orders.records import ASSESSMENTS, CHECKS

    return (ASSESSMENTS if path.startswith("assess") else CHECKS).packages.collection
