"""SmartRecruiters: applying to published ads on a candidate's behalf."""

from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.apply.questions import CONDITIONAL, example_answers, questions_of
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.candidates import Consent
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.postings import POSTINGS, PostingVisibility
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.applying import PDF, PERSON, an_ad, applied, body_for, open_ads, path_of, refused


def test_the_configuration_tells_what_is_asked(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    ad = an_ad(smartrecruiters, asking="SINGLE_SELECT")

    answer = smartrecruiters.get(f"{path_of(smartrecruiters, ad)}/configuration", headers={"Accept-Language": "de"})

    assert answer.status_code == 200
    assert list(answer.json) == ["questions", "settings", "privacyPolicies"]
    asked = questions_of(world, ad, conditional=False)
    assert [one["id"] for one in answer.json["questions"]] == [one.id for one in asked]
    for told, one in zip(answer.json["questions"], asked, strict=True):
        assert (told["label"], told["repeatable"]) == (one.label, False)
        (field,) = told["fields"]
        assert (field["id"], field["type"], field["required"]) == ("value", one.type, one.required)
        assert [value["label"] for value in field["values"]] == [value.label for value in one.values]
    assert answer.json["settings"] == {"avatarUploadAvailable": False}
    assert answer.json["privacyPolicies"] == [
        {"url": f"{world.company.website}/privacy", "orgName": world.company.name}
    ]


def test_questions_that_follow_on_answers_are_told_when_they_are_asked_for(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    ad = next(
        one
        for one in open_ads(smartrecruiters)
        if {asked.slug for asked in questions_of(world, one, conditional=True)} & CONDITIONAL
    )
    path = f"{path_of(smartrecruiters, ad)}/configuration"

    plain = smartrecruiters.get(path).json["questions"]
    whole = smartrecruiters.get(f"{path}?conditionalsIncluded=true").json["questions"]

    assert smartrecruiters.get(f"{path}?conditionalsIncluded=false").json["questions"] == plain
    assert len(whole) == len(plain) + 1
    (more,) = [one for one in whole if one not in plain]
    answer = {"id": more["id"], "records": [{"fields": {"value": ["1"]}}]}
    given = [*example_answers(world, ad), answer]
    _, _, application = applied(smartrecruiters, ad, answers=given, conditionalsIncluded=True)
    assert ("true",) in [one.values for one in application.answers]


def test_some_ads_ask_nothing_and_internal_ones_never_do(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    counts = {len(questions_of(world, ad, conditional=True)) for ad in open_ads(smartrecruiters)}
    ad = an_ad(smartrecruiters, asking="SINGLE_SELECT")
    with smartrecruiters.arrange() as draft:
        draft.put(POSTINGS, replace(ad, visibility=PostingVisibility.INTERNAL))

    assert {0, 5} <= counts
    assert smartrecruiters.get(f"{path_of(smartrecruiters, ad)}/configuration").json["questions"] == []
    answer = smartrecruiters.post(f"{path_of(smartrecruiters, ad)}/candidates", json=PERSON)
    assert answer.status_code == 200
    assert smartrecruiters.get(f"/candidates/{answer.json['id']}").json["internal"] is True


def test_an_application_is_that_of_a_new_candidate(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters)

    answer, person, application = applied(
        smartrecruiters,
        ad,
        phoneNumber="+1 555 0100",
        location={"countryCode": "NO", "country": "Norway", "city": "Bergen", "lat": 60.4, "lng": 5.3},
        web={"linkedIn": "https://profiles.example.com/imke"},
        tags=["night", "night", "bread"],
        education=[{"institution": "Example University", "degree": "BSc", "startDate": "2016"}],
        experience=[{"title": "Baker", "company": "Example Bakery", "startDate": "2021-04-01", "current": True}],
        sourceDetails=people.a_source(smartrecruiters, "LinkedIn Jobs"),
        messageToHiringManager="I bake at night.",
        consent=True,
    )

    now = smartrecruiters.read().now
    assert list(answer) == ["id", "createdOn", "candidatePortalUrl"]
    assert answer["createdOn"] == iso(now)
    assert answer["candidatePortalUrl"].startswith("https://my.smartrecruiters.com/")
    assert (application.status, application.posting, application.primary) == (ApplicationStatus.NEW, ad.id, True)
    told = smartrecruiters.get(f"/candidates/{answer['id']}").json
    assert (told["firstName"], told["email"], told["phoneNumber"]) == ("Imke", PERSON["email"], "+1 555 0100")
    assert told["location"]["city"] == "Bergen"
    assert told["web"] == {"linkedin": "https://profiles.example.com/imke"}
    assert told["tags"] == ["night", "bread"]
    assert told["education"][0]["startDate"] == "2016"
    assert told["experience"][0]["company"] == "Example Bakery"
    assert told["primaryAssignment"]["job"]["id"] == ids.JOB.write(smartrecruiters.read(), ad.job)
    assert (told["primaryAssignment"]["status"], told["primaryAssignment"]["source"]) == ("NEW", "LinkedIn Jobs")
    assert (person.employer, person.title) == ("Example Bakery", "Baker")
    assert (person.consent, person.consented_at) == (Consent.ACQUIRED, now)
    (note,) = smartrecruiters.read().notes.where(application=application.id)
    assert (note.body, note.author) == ("I bake at night.", None)


def test_an_application_without_a_source_came_by_the_api(smartrecruiters: VendorClient) -> None:
    answer, _, _ = applied(smartrecruiters, an_ad(smartrecruiters))

    assert smartrecruiters.get(f"/candidates/{answer['id']}").json["primaryAssignment"]["source"] == "API"


def test_files_are_kept_with_the_application(smartrecruiters: VendorClient) -> None:
    letter = {"fileName": "letter.txt", "fileContent": b64encode("Grüße".encode()).decode()}

    _, person, application = applied(
        smartrecruiters,
        an_ad(smartrecruiters),
        resume={"fileName": "cv.pdf", "mimeType": "application/pdf", "fileContent": PDF},
        attachments=[letter],
        avatar={"fileName": "me.png", "mimeType": "image/png", "fileContent": PDF},
    )

    resume, other = smartrecruiters.read().attachments.where(candidate=person.id)
    assert (resume.kind, resume.name, resume.content_type) == (AttachmentKind.RESUME, "cv.pdf", "application/pdf")
    assert bytes(resume.content) == b"%PDF-1.4 Imke"
    assert (other.kind, bytes(other.content).decode()) == (AttachmentKind.OTHER, "Grüße")
    assert other.content_type == "application/octet-stream"
    assert {resume.application, other.application} == {application.id}


@pytest.mark.parametrize(
    ("members", "consent"),
    [
        ({"consent": True}, Consent.ACQUIRED),
        ({"consent": False}, Consent.REQUIRED),
        ({}, Consent.REQUIRED),
        ({"consentDecisions": {"SINGLE": True}}, Consent.ACQUIRED),
        ({"consentDecisions": {"SMART_RECRUIT": True, "SMART_CRM": False}}, Consent.REQUIRED),
        ({"consentDecisions": {}}, Consent.REQUIRED),
    ],
)
def test_consent_is_noted_down(smartrecruiters: VendorClient, members: Any, consent: Consent) -> None:
    _, person, _ = applied(smartrecruiters, an_ad(smartrecruiters), **members)

    assert person.consent is consent


def test_a_link_to_join_comes_when_it_is_asked_for(smartrecruiters: VendorClient) -> None:
    answer, _, _ = applied(smartrecruiters, an_ad(smartrecruiters), createJoinLink=True)

    assert answer["smartrJoinUrl"].endswith(answer["id"])


@pytest.mark.parametrize("shape", ["members", "entries"])
def test_answers_are_taken_in_both_of_their_published_shapes(smartrecruiters: VendorClient, shape: str) -> None:
    ad = an_ad(smartrecruiters, asking="MULTI_SELECT")
    world = smartrecruiters.read()
    question = next(one for one in questions_of(world, ad, conditional=False) if one.type == "MULTI_SELECT")
    chosen = question.values[:2]
    others = [one for one in example_answers(world, ad) if one["id"] != question.id]
    values: Any = {"value": [one.id for one in chosen]}
    if shape == "entries":
        values = [{"id": "value", "label": question.label, "values": [{"id": one.id, "label": ""} for one in chosen]}]

    _, _, application = applied(
        smartrecruiters, ad, answers=[*others, {"id": question.id, "records": [{"fields": values}]}]
    )

    noted = {one.question: one.values for one in application.answers}
    assert noted[question.label] == tuple(one.label for one in chosen)


def test_answers_that_are_none_are_refused(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters, asking="SINGLE_SELECT")
    world = smartrecruiters.read()
    question = next(one for one in questions_of(world, ad, conditional=True) if one.type == "SINGLE_SELECT")
    path = f"{path_of(smartrecruiters, ad)}/candidates"
    before = smartrecruiters.world.state

    def answered(id: str, *values: str) -> dict[str, Any]:
        return {"id": id, "records": [{"fields": {"value": list(values)}}]}

    for wrong in (
        answered("nothing", "x"),
        answered(question.id, "none of them"),
        answered(question.id, *(one.id for one in question.values[:2])),
        {"id": question.id, "records": [{"fields": {"another": [question.values[0].id]}}]},
    ):
        answers = [*example_answers(world, ad), wrong]
        answer = smartrecruiters.post(path, json={**PERSON, "answers": answers})
        assert refused(answer) == (400, "DATA_VALIDATION_ERROR")
    assert smartrecruiters.world.state is before


def test_what_has_to_be_answered_is_missed_but_not_of_those_who_work_here(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    ad = next(one for one in open_ads(smartrecruiters) if list(example_answers(world, one)))
    path = f"{path_of(smartrecruiters, ad)}/candidates"

    answer = smartrecruiters.post(path, json=PERSON)

    assert refused(answer) == (400, "DATA_VALIDATION_ERROR")
    assert "lacks an answer to" in answer.json["message"]
    inside = smartrecruiters.post(path, json={**PERSON, "internal": True})
    assert inside.status_code == 200
    assert smartrecruiters.get(f"/candidates/{inside.json['id']}").json["internal"] is True


def test_a_text_that_is_too_long_is_no_answer(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters, asking="TEXTAREA")
    world = smartrecruiters.read()
    question = next(one for one in questions_of(world, ad, conditional=True) if one.type == "TEXTAREA")
    others = [one for one in example_answers(world, ad) if one["id"] != question.id]
    long = {"id": question.id, "records": [{"fields": {"value": ["x" * 4_097]}}]}

    answer = smartrecruiters.post(
        f"{path_of(smartrecruiters, ad)}/candidates", json={**PERSON, "answers": [*others, long]}
    )

    assert refused(answer) == (400, "DATA_VALIDATION_ERROR")


def test_who_applies_again_is_on_the_job_once(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters)
    first, person, application = applied(smartrecruiters, ad)
    smartrecruiters.world.advance(60_000)

    again, _, same = applied(smartrecruiters, ad, email=PERSON["email"].upper(), firstName="Somebody")

    assert again == first
    assert same == application
    other = next(one for one in open_ads(smartrecruiters) if one.job != ad.job)
    _, kept, elsewhere = applied(smartrecruiters, other)
    assert (kept.id, kept.first_name, elsewhere.primary) == (person.id, "Imke", False)


def test_who_applies_many_times_at_once_is_one_candidate_on_the_job_once(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters)
    path, body = f"{path_of(smartrecruiters, ad)}/candidates", body_for(smartrecruiters, ad)
    before = len(smartrecruiters.read().candidates)

    with ThreadPoolExecutor(4) as writers:
        answers = list(writers.map(lambda _: smartrecruiters.post(path, json=body).json["id"], range(8)))

    assert len(set(answers)) == 1
    world = smartrecruiters.read()
    assert len(world.candidates) == before + 1
    assert len(world.applications.where(candidate=ids.CANDIDATE.read(world, answers[0]))) == 1


def test_where_an_application_stands_is_told_in_the_words_of_this_api(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters)
    answer, _, application = applied(smartrecruiters, ad)
    path = f"{path_of(smartrecruiters, ad)}/candidates/{answer['id']}/status"
    assert smartrecruiters.get(path).json == {"status": "NEW"}

    for status, told in (("OFFERED", "OFFER"), ("HIRED", "HIRE"), ("IN_REVIEW", "IN_REVIEW")):
        set_to = people.application_path(smartrecruiters, application)
        assert smartrecruiters.put(f"{set_to}/status", json={"status": status}).status_code == 204
        assert smartrecruiters.get(path).json == {"status": told}
    smartrecruiters.delete(f"/jobs/{ids.JOB.write(smartrecruiters.read(), ad.job)}/publication")
    assert smartrecruiters.get(path).json == {"status": "IN_REVIEW"}
