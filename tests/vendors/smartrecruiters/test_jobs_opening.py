"""SmartRecruiters: who may open jobs, and what is refused only when one is opened."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ats_sandbox.contract.principal import OWN_PRINCIPALS, OwnPrincipal, Principal
from ats_sandbox.world.domain.commands.configuration import add_user
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.vendors.smartrecruiters.job_bodies import LEAST, WHOLE, codes, job_of, path_of


def acting_as(client: VendorClient, role: UserRole) -> str:
    """The token of a new user with a role."""
    with client.arrange() as world:
        user = add_user(world, first_name="Pia", last_name="Example", email=f"{role}@example.com", role=role)
        principal = Principal(f"own-{role}", "acts as somebody", user=user.id)
        world.put(OWN_PRINCIPALS, OwnPrincipal(id=world.next_id(OWN_PRINCIPALS), principal=principal))
    return principal.token


def test_a_reference_number_names_one_job(smartrecruiters: VendorClient) -> None:
    taken = next(iter(smartrecruiters.read().jobs.where(confidential=True))).reference
    before = smartrecruiters.world.state

    answer = smartrecruiters.post("/jobs", json={**LEAST, "refNumber": taken})

    assert (answer.status_code, codes(answer)) == (409, ["REF_NUMBER_ALREADY_EXISTS"])
    assert smartrecruiters.world.state is before
    for other in ("", None, taken.lower()):
        assert smartrecruiters.post("/jobs", json={**LEAST, "refNumber": other}).status_code == 201


def test_a_reference_number_may_be_taken_over_by_an_update(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post("/jobs", json=LEAST).json
    taken = job_of(smartrecruiters).reference

    told = smartrecruiters.put(f"/jobs/{made['id']}", json={**LEAST, "refNumber": taken})

    assert (told.status_code, told.json["refNumber"]) == (200, taken)


@pytest.mark.parametrize("city", ["12345", "-", "?!", " "])
def test_a_city_without_a_letter_is_none(smartrecruiters: VendorClient, city: str) -> None:
    place = {"countryCode": "NO", "city": city}
    before = smartrecruiters.world.state

    answer = smartrecruiters.post("/jobs", json={**LEAST, "location": place})

    assert (answer.status_code, codes(answer)) == (400, ["CITY_NOT_FOUND"])
    assert smartrecruiters.world.state is before
    updated = smartrecruiters.put(path_of(smartrecruiters, job_of(smartrecruiters)), json={**LEAST, "location": place})
    assert (updated.status_code, updated.json["location"]["city"]) == (200, city)


@pytest.mark.parametrize("place", [{"latitude": 90.5}, {"longitude": "-181"}, {"latitude": -91, "longitude": 500}])
def test_coordinates_on_no_globe_are_refused(smartrecruiters: VendorClient, place: dict[str, Any]) -> None:
    answer = smartrecruiters.post("/jobs", json={**LEAST, "location": {**LEAST["location"], **place}})

    assert (answer.status_code, codes(answer)) == (400, ["INVALID_GEO_DATA"])


def test_coordinates_on_no_globe_are_one_fault_among_others(smartrecruiters: VendorClient) -> None:
    body = {**LEAST, "title": "", "location": {**LEAST["location"], "latitude": 91}}

    answer = smartrecruiters.post("/jobs", json=body)

    assert (answer.status_code, len(codes(answer))) == (422, 2)


@pytest.mark.parametrize("role", [UserRole.INTERVIEWER, UserRole.EMPLOYEE])
def test_a_job_is_not_opened_by_who_has_no_right_to(smartrecruiters: VendorClient, role: UserRole) -> None:
    token = acting_as(smartrecruiters, role)
    before = smartrecruiters.world.state

    answer = smartrecruiters.post("/jobs", json=LEAST, token=token)

    assert (answer.status_code, codes(answer)) == (403, ["PERMISSION_DENIED"])
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize("role", [UserRole.ADMINISTRATOR, UserRole.RECRUITER, UserRole.HIRING_MANAGER])
def test_a_job_is_opened_by_who_hires(smartrecruiters: VendorClient, role: UserRole) -> None:
    answer = smartrecruiters.post("/jobs", json=LEAST, token=acting_as(smartrecruiters, role))

    assert (answer.status_code, answer.json["creator"]["firstName"]) == (201, "Pia")


def test_templates_are_managed_by_administrators(smartrecruiters: VendorClient) -> None:
    token = acting_as(smartrecruiters, UserRole.RECRUITER)
    made = smartrecruiters.post("/jobs", json={**LEAST, "template": True})
    template, plain = f"/jobs/{made.json['id']}", path_of(smartrecruiters, job_of(smartrecruiters))
    before = smartrecruiters.world.state

    for answer in (
        smartrecruiters.post("/jobs", json={**LEAST, "template": True}, token=token),
        smartrecruiters.put(plain, json={**LEAST, "template": True}, token=token),
        smartrecruiters.put(template, json={**LEAST, "template": False}, token=token),
        smartrecruiters.patch(plain, json={"template": True}, token=token),
        smartrecruiters.patch(template, json=[{"op": "replace", "path": "/title", "value": "x"}], token=token),
    ):
        assert (answer.status_code, codes(answer)) == (403, ["JOB_TEMPLATES_MANAGEMENT_FORBIDDEN"])
    assert smartrecruiters.world.state is before
    assert smartrecruiters.put(plain, json=LEAST, token=token).status_code == 200
    assert smartrecruiters.put(template, json=LEAST).json["template"] is False


def test_a_region_is_told_by_name_where_the_company_does_not_know_it(smartrecruiters: VendorClient) -> None:
    place = {"countryCode": "CA", "city": "Montréal", "region": "Québec", "regionCode": "QC"}

    told = smartrecruiters.post("/jobs", json={**LEAST, "location": place}).json["location"]

    assert (told["region"], told["regionCode"]) == ("Québec", "QC")


def test_the_longest_place_is_kept(smartrecruiters: VendorClient) -> None:
    longest = {"city": 128, "region": 256, "regionCode": 256, "address": 2_000, "postalCode": 32}
    place = {name: "é" * length for name, length in longest.items()}

    told = smartrecruiters.post("/jobs", json={**LEAST, "location": {"countryCode": "NO", **place}}).json["location"]

    assert {name: told[name] for name in place} == place


def test_a_new_job_is_a_job_of_its_creator_and_not_yet_of_a_team(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post("/jobs", json=WHOLE).json
    me = native_id(smartrecruiters.read(), "user", 1)

    assert made["creator"]["id"] == me
    mine = smartrecruiters.get(f"/jobs?hiringTeamMemberId={me}&limit=100").json["content"]
    assert made["id"] not in [job["id"] for job in mine]


def test_of_several_who_take_one_reference_number_at_once_one_gets_it(smartrecruiters: VendorClient) -> None:
    def take(_: int) -> int:
        client = VendorClient(smartrecruiters.sandbox, smartrecruiters.vendor, smartrecruiters.name)
        return client.post("/jobs", json={**LEAST, "refNumber": "NB-8"}).status_code

    smartrecruiters.get("/jobs")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(take, range(4)))

    assert sorted(answers) == [201, 409, 409, 409]
