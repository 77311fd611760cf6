"""Links of answers: they lead to what is served, and come back with what they lead to."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from werkzeug import Request

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import Tag
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.routing import serves
from ats_sandbox.vendors.smartrecruiters import SMARTRECRUITERS, ids
from ats_sandbox.vendors.smartrecruiters.candidates.candidates import CandidateDetails, ShownCandidate
from ats_sandbox.vendors.smartrecruiters.configuration.source_types import Source
from ats_sandbox.vendors.smartrecruiters.documents import document_of
from ats_sandbox.vendors.smartrecruiters.jobs.job_ads import JobAdItem
from ats_sandbox.vendors.smartrecruiters.jobs.jobs import JobDetails, ShownJob
from ats_sandbox.world.domain.reading import Reading
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people

LATER = (
    "/candidates/{id}/properties",
    "/candidates/{id}/attachments",
    "/candidates/{id}/consent",
    "/candidates/{id}/consents",
    "/jobs/{jobId}/hiring-team",
    "/jobs/{jobId}/publication",
    "/jobs/{jobId}/jobads/{jobAdId}/postings",
)


def show(_call: object) -> None:
    """Show something."""


def call_where_all_is_served(world: Reading) -> AnyCall:
    """A call of a vendor that serves besides what answers will link to later."""
    later: Resource[None, None] = Resource("Later", "What is not served yet")
    for path in LATER:
        if not serves(SMARTRECRUITERS, "GET", path):
            later.get(path, id=path, evidence=inferred("only here"))(show)
    vendor = replace(SMARTRECRUITERS, resources=(*SMARTRECRUITERS.resources, cast(Tag, later)))
    facts = {
        "vendor": vendor,
        "world": world,
        "url": lambda path: f"http://here{path}",
        "url_at": lambda host, path: f"https://{host}{path}",
        "request": Request({}),
    }
    return cast(AnyCall, SimpleNamespace(**facts))


def link(path: str) -> dict[str, Any]:
    return {"url": f"http://here{path}", "method": "GET"}


def test_a_candidate_links_to_what_hangs_on_them_once_that_is_served(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    person = world.candidates[1]
    here = f"/candidates/{ids.CANDIDATE.write(world, 1)}"

    shown = document_of(CandidateDetails, ShownCandidate(person, None, []), call_where_all_is_served(world))

    assert list(shown)[-1] == "actions"
    assert shown["actions"] == {
        "properties": link(f"{here}/properties"),
        "attachments": link(f"{here}/attachments"),
        "consent": link(f"{here}/consent"),
        "consents": link(f"{here}/consents"),
    }
    assert list(shown["actions"]) == ["properties", "attachments", "consent", "consents"]


def test_a_job_links_to_its_team_and_its_publications_once_those_are_served(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    here = f"/jobs/{ids.JOB.write(world, 1)}"

    shown = document_of(JobDetails, ShownJob(world.jobs[1], None), call_where_all_is_served(world))

    assert shown["actions"] == {
        "hiringTeam": link(f"{here}/hiring-team"),
        "publications": link(f"{here}/publication"),
        "positions": link(f"{here}/positions"),
        "details": link(here),
    }
    assert list(shown["actions"]) == ["hiringTeam", "publications", "positions", "details"]


def test_an_ad_links_to_its_postings_once_those_are_served(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    ad = world.postings[1]
    here = f"/jobs/{ids.JOB.write(world, ad.job)}/jobads/{ids.JOB_AD.write(world, 1)}"

    shown = document_of(JobAdItem, ad, call_where_all_is_served(world))

    assert shown["actions"] == {"postings": link(f"{here}/postings")}


def test_a_source_links_to_its_details(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    named = people.a_source(smartrecruiters, "LinkedIn Jobs")
    source = world.sources[ids.SOURCE_VALUE.read(world, named["sourceId"]) or 0]

    shown = document_of(Source, source, call_where_all_is_served(world))

    path = f"/configuration/sources/JOB_BOARD/values/{named['sourceId']}?sourceSubType=PAID"
    assert shown["actions"] == {"sourceDetails": link(path)}


def test_the_files_of_a_candidate_are_linked_to(smartrecruiters: VendorClient) -> None:
    candidate = smartrecruiters.get(people.an_open_candidate(smartrecruiters)).json

    assert {"properties", "consent", "consents"} <= set(candidate["actions"])
    url = candidate["actions"]["attachments"]["url"]
    assert url.endswith(f"/candidates/{candidate['id']}/attachments")


def test_nothing_that_is_not_served_is_linked_to(smartrecruiters: VendorClient) -> None:
    """Where links are optional they are left out while there are none; where they are required there are none."""
    application = people.application_path(smartrecruiters, people.an_application(smartrecruiters))
    smartrecruiters.put(f"{application}/source", json=people.a_source(smartrecruiters, "LinkedIn Jobs"))
    values = smartrecruiters.get("/configuration/sources/JOB_BOARD/values").json["content"]

    assert "actions" not in smartrecruiters.get(application).json
    assert [one["actions"] for one in values] == [{}] * len(values)
