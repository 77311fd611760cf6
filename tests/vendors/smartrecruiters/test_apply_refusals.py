"""SmartRecruiters: what the Application API refuses, and how it says so."""

from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.postings import POSTINGS
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.applying import PDF, PERSON, an_ad, path_of, refused


def test_an_ad_that_is_not_published_cannot_be_applied_to(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters)
    smartrecruiters.delete(f"/jobs/{ids.JOB.write(smartrecruiters.read(), ad.job)}/publication")
    never = next(iter(smartrecruiters.read().postings.where(published=False)))
    before = smartrecruiters.world.state

    for path in (path_of(smartrecruiters, ad), path_of(smartrecruiters, never), f"/postings/{people.UNKNOWN}"):
        for answer in (
            smartrecruiters.get(f"{path}/configuration"),
            smartrecruiters.post(f"{path}/candidates", json=PERSON),
            smartrecruiters.get(f"{path}/candidates/x/status"),
        ):
            assert refused(answer) == (400, "RESOURCE_NOT_FOUND_ERROR")
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize("uuid", ["x", "743999700001234", f"{people.UNKNOWN}0", "🥐"])
def test_what_does_not_look_like_a_uuid_is_none(smartrecruiters: VendorClient, uuid: str) -> None:
    for answer in (
        smartrecruiters.get(f"/postings/{uuid}/configuration"),
        smartrecruiters.post(f"/postings/{uuid}/candidates", json=PERSON),
        smartrecruiters.get(f"/postings/{uuid}/candidates/x/status"),
    ):
        assert refused(answer) == (400, "INVALID_INPUT")


def test_who_may_not_see_a_job_does_not_see_who_applies(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    hidden = next(iter(world.postings.where(confidential=True)))
    with smartrecruiters.arrange() as draft:
        draft.put(POSTINGS, replace(hidden, published=True))
    path = path_of(smartrecruiters, hidden)

    assert smartrecruiters.get(f"{path}/configuration").status_code == 200
    answer = smartrecruiters.get(f"{path}/configuration", token="sandbox-restricted")
    assert refused(answer) == (400, "RESOURCE_NOT_FOUND_ERROR")


@pytest.mark.parametrize(
    "members",
    [
        {"email": "nobody"}, {"email": None}, {"firstName": 1}, {"lastName": "x" * 129}, {"phoneNumber": "1" * 129},
        {"location": {"countryCode": "NOR"}}, {"location": {"lat": 91}}, {"location": []},
        {"web": {"skype": "x" * 101}},
        {"tags": ["a", 1]}, {"education": [{"institution": "A"}]}, {"education": [{"institution": "", "degree": "B"}]},
        {"experience": [{"title": "A", "startDate": "2021-04"}]}, {"experience": [{"title": "A"}]},
        {"sourceDetails": {"sourceTypeId": "X"}}, {"sourceDetails": {"sourceTypeId": "X", "sourceId": "y"}},
        {"resume": {"fileName": "x" * 101, "fileContent": PDF}}, {"resume": {"fileName": "x", "fileContent": ""}},
        {"answers": {}}, {"answers": [{"id": "x"}]}, {"answers": [{"id": "x", "records": [{"fields": "y"}]}]},
        {"answers": [{"id": "x", "records": [{"fields": {"value": "y"}}]}]},
        {"answers": [{"id": "x", "records": [{"fields": {"value": [1]}}]}]},
        {"answers": [{"id": "x", "records": [{"fields": [1]}]}]},
        {"answers": [{"id": "x", "records": [{"fields": [{"id": "value"}]}]}]},
        {"answers": [{"id": "x", "records": [{"fields": [{"id": "value", "values": ["y"]}]}]}]},
        {"answers": [{"id": "x", "records": [{"fields": [{"id": "value", "values": [{"id": "y"}]}]}]}]},
        {"answers": [{"id": "x", "records": [{"fields": [{"id": "value", "label": 1, "values": []}]}]}]},
        {"answers": [{"id": "x", "records": [{"fields": None}]}]}, {"answers": None}, {"tags": "a"},
        {"messageToHiringManager": "x" * 4_001}, {"consent": "yes"}, {"consentDecisions": {"SINGLE": 1}},
        {"consentDecisions": []}, {"internal": 1}, {"createJoinLink": "x"}, {"conditionalsIncluded": None},
    ],
)  # fmt: skip
def test_an_application_that_is_none_is_refused(smartrecruiters: VendorClient, members: dict[str, Any]) -> None:
    ad = an_ad(smartrecruiters)
    before = smartrecruiters.world.state

    answer = smartrecruiters.post(f"{path_of(smartrecruiters, ad)}/candidates", json={**PERSON, **members})

    assert refused(answer) == (400, "INVALID_INPUT")
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize("missing", list(PERSON))
def test_names_and_address_are_needed(smartrecruiters: VendorClient, missing: str) -> None:
    body = {name: value for name, value in PERSON.items() if name != missing}

    answer = smartrecruiters.post(f"{path_of(smartrecruiters, an_ad(smartrecruiters))}/candidates", json=body)

    assert refused(answer) == (400, "INVALID_INPUT")
    assert answer.json["message"] == f"{missing} is required"


@pytest.mark.parametrize(
    "file", [{}, {"fileName": "cv.pdf"}, {"fileContent": PDF}, {"fileName": "cv.pdf", "fileContent": "no base64!"}]
)
@pytest.mark.parametrize("member", ["resume", "avatar", "attachments"])
def test_a_file_without_name_or_content_is_refused(smartrecruiters: VendorClient, file: Any, member: str) -> None:
    ad = an_ad(smartrecruiters)
    before = smartrecruiters.world.state
    sent = {"attachments": [{"fileName": "a", "fileContent": PDF}, file]} if member == "attachments" else {member: file}

    answer = smartrecruiters.post(f"{path_of(smartrecruiters, ad)}/candidates", json={**PERSON, **sent})

    assert refused(answer) == (400, "FILE_UPLOAD_ERROR")
    assert smartrecruiters.world.state is before


def test_every_refusal_of_this_api_has_its_own_form(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, an_ad(smartrecruiters))
    meter = smartrecruiters.sandbox.worlds[smartrecruiters.name].meter
    post = f"{path}/candidates"

    assert refused(smartrecruiters.get(f"{path}/configuration", token=None)) == (401, "UNAUTHORIZED")
    assert refused(smartrecruiters.get(f"{path}/configuration", token="nobody")) == (401, "INVALID_API_KEY_ERROR")
    assert refused(smartrecruiters.get(f"{path}/candidates/x/status", token=None)) == (401, "UNAUTHORIZED")
    assert refused(smartrecruiters.post(post, json=PERSON, token=None)) == (401, "UNAUTHORIZED")
    assert refused(smartrecruiters.post(post, json=PERSON, token="sandbox-readonly")) == (403, "UNAUTHORIZED")
    assert refused(smartrecruiters.post(post, data="x", content_type="text/plain")) == (415, "INVALID_REQUEST")
    assert refused(smartrecruiters.post(post, data="{", content_type="application/json")) == (400, "INVALID_REQUEST")
    assert refused(smartrecruiters.get(f"{path}/configuration?conditionalsIncluded=x")) == (400, "INVALID_INPUT")
    assert smartrecruiters.get(f"{path}/configuration", token="sandbox-unscoped").status_code == 200
    huge = b'{"firstName": "' + b"x" * (12 * 1024 * 1024) + b'"}'
    assert refused(smartrecruiters.post(post, data=huge, content_type="application/json")) == (413, "FILE_UPLOAD_ERROR")
    meter.enforced = True
    answers = [smartrecruiters.get(f"{path}/candidates/x/status") for _ in range(11)]
    assert refused(answers[-1]) == (429, "TRAFFIC_LOCKED")


def test_the_usual_form_stays_where_no_other_is_said(smartrecruiters: VendorClient) -> None:
    assert smartrecruiters.get("/postings").json == {"message": "Not Found"}
    assert smartrecruiters.get("/candidates", token=None).json == {"message": "Unauthorized"}


def test_an_answer_that_is_no_array_of_texts_is_named(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, an_ad(smartrecruiters))

    def said(fields: Any) -> str:
        answers = [{"id": "x", "records": [{"fields": fields}]}]
        answer = smartrecruiters.post(f"{path}/candidates", json={**PERSON, "answers": answers})
        assert refused(answer)[0] == 400
        return str(answer.json["message"])

    assert said({"value": "y"}) == "answers.0.records.0.fields.value must be of type array"
    assert said({"value": [1]}) == "answers.0.records.0.fields.value.0 must be of type string"
    assert said("y") == "answers.0.records.0.fields must be of type object"


def test_a_decision_that_is_no_boolean_is_named(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, an_ad(smartrecruiters))
    answer = smartrecruiters.post(f"{path}/candidates", json={**PERSON, "consentDecisions": {"SINGLE": "yes"}})

    assert answer.json["message"] == "consentDecisions.SINGLE must be of type boolean"
