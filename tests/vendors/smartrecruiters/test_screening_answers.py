"""Answers to screening questions."""

import re

from ats_sandbox.vendors.smartrecruiters import ids
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import ADA, UNKNOWN

UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LIBRARY = {"workPermit", "languages", "preferredWorkShifts", "previousEmployment"}


def test_what_was_answered_is_listed_with_its_question(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    types, categories = set(), set()
    for one in [one for one in world.applications if one.answers]:
        shown = smartrecruiters.get(f"{people.application_path(smartrecruiters, one)}/screening-answers").json
        assert shown["totalFound"] == len(one.answers)
        for answer, known in zip(shown["content"], one.answers, strict=True):
            types.add(answer["type"])
            categories.add(answer["category"])
            assert answer["label"] == known.question
            assert UUID.fullmatch(answer["id"])
            (record,) = answer["records"]
            (field,) = record["fields"]
            assert [value["label"] for value in field["values"]] == list(known.values)
    assert {"select", "text", "textarea", "radio", "languages", "work_shifts", "salaryExpectation"} <= types
    assert categories >= LIBRARY
    assert all(UUID.fullmatch(one) for one in categories - LIBRARY)


def test_a_question_and_an_answer_have_the_same_ids_wherever_they_are(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    known: dict[str, str] = {}
    for one in [one for one in world.applications if one.answers][:60]:
        shown = smartrecruiters.get(f"{people.application_path(smartrecruiters, one)}/screening-answers").json
        for answer in shown["content"]:
            assert known.setdefault(answer["label"], answer["id"]) == answer["id"]
    assert len(set(known.values())) == len(known)


def test_nothing_answered_is_an_empty_list(smartrecruiters: VendorClient) -> None:
    job = people.job_id(smartrecruiters, 1)
    id = smartrecruiters.post(f"/jobs/{job}/candidates", json=ADA).json["id"]

    response = smartrecruiters.get(f"/candidates/{id}/jobs/{job}/screening-answers")

    assert (response.status_code, response.json) == (200, {"totalFound": 0, "content": []})


def test_answers_of_somebody_hidden_or_elsewhere_are_refused(smartrecruiters: VendorClient) -> None:
    hidden = people.application_path(smartrecruiters, people.a_hidden_application(smartrecruiters))
    one = people.an_application(smartrecruiters)
    candidate = ids.CANDIDATE.write(smartrecruiters.read(), one.candidate)

    response = smartrecruiters.get(f"{hidden}/screening-answers", token="sandbox-restricted")
    assert response.status_code == 403
    assert smartrecruiters.get(f"/candidates/{candidate}/jobs/{UNKNOWN}/screening-answers").status_code == 404
    assert smartrecruiters.get(f"/candidates/{UNKNOWN}/jobs/{UNKNOWN}/screening-answers").status_code == 404
