"""Links of answers: they lead to what is served, and come back with what they lead to."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import marshmallow as ma
from werkzeug import Request

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Tag
from ats_sandbox.contract.routing import serves
from ats_sandbox.vendors.smartrecruiters import SMARTRECRUITERS, ids
from ats_sandbox.vendors.smartrecruiters.candidates.applications import Application
from ats_sandbox.vendors.smartrecruiters.candidates.candidates import CandidateDetails, ShownCandidate
from ats_sandbox.vendors.smartrecruiters.configuration.source_types import Source, sources
from ats_sandbox.vendors.smartrecruiters.documents import document_of
from ats_sandbox.vendors.smartrecruiters.jobs.job_ads import JobAdItem
from ats_sandbox.vendors.smartrecruiters.jobs.jobs import JobDetails, ShownJob
from ats_sandbox.vendors.smartrecruiters.links import Link
from ats_sandbox.world.domain.reading import Reading
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people


def call_of(world: Reading, *, without: Tag | None = None) -> AnyCall:
    """A call of the vendor, or of one that does not serve a resource."""
    vendor = replace(SMARTRECRUITERS, resources=tuple(one for one in SMARTRECRUITERS.resources if one is not without))
    facts = {
        "vendor": vendor,
        "world": world,
        "origin": "http://here",
        "url": lambda path: f"http://here{path}",
        "url_at": lambda host, path: f"https://{host}{path}",
        "request": Request({}),
    }
    return cast(AnyCall, SimpleNamespace(**facts))


def link(path: str) -> dict[str, Any]:
    return {"url": f"http://here{path}", "method": "GET"}


def test_a_candidate_links_to_what_hangs_on_them(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    person = world.candidates[1]
    here = f"/candidates/{ids.CANDIDATE.write(world, 1)}"

    shown = document_of(CandidateDetails, ShownCandidate(person, None, []), call_of(world))

    assert list(shown)[-1] == "actions"
    assert shown["actions"] == {
        "properties": link(f"{here}/properties"),
        "attachments": link(f"{here}/attachments"),
        "consent": link(f"{here}/consent"),
        "consents": link(f"{here}/consents"),
    }
    assert list(shown["actions"]) == ["properties", "attachments", "consent", "consents"]


def test_a_job_links_to_its_team_and_its_publications(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    here = f"/jobs/{ids.JOB.write(world, 1)}"

    shown = document_of(JobDetails, ShownJob(world.jobs[1], None), call_of(world))

    assert shown["actions"] == {
        "hiringTeam": link(f"{here}/hiring-team"),
        "publications": link(f"{here}/publication"),
        "positions": link(f"{here}/positions"),
        "details": link(here),
    }
    assert list(shown["actions"]) == ["hiringTeam", "publications", "positions", "details"]


def test_an_ad_links_to_its_postings(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    ad = world.postings[1]
    here = f"/jobs/{ids.JOB.write(world, ad.job)}/jobads/{ids.JOB_AD.write(world, 1)}"

    shown = document_of(JobAdItem, ad, call_of(world))

    assert shown["actions"] == {"postings": link(f"{here}/postings")}


def test_a_source_links_to_its_details(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    named = people.a_source(smartrecruiters, "LinkedIn Jobs")
    source = world.sources[ids.SOURCE_VALUE.read(world, named["sourceId"]) or 0]

    shown = document_of(Source, source, call_of(world))

    path = f"/configuration/sources/JOB_BOARD/values/{named['sourceId']}?sourceSubType=PAID"
    assert shown["actions"] == {"sourceDetails": link(path)}


def test_the_files_of_a_candidate_are_linked_to(smartrecruiters: VendorClient) -> None:
    candidate = smartrecruiters.get(people.an_open_candidate(smartrecruiters)).json

    assert {"properties", "consent", "consents"} <= set(candidate["actions"])
    url = candidate["actions"]["attachments"]["url"]
    assert url.endswith(f"/candidates/{candidate['id']}/attachments")


def test_the_source_of_an_application_can_be_followed(smartrecruiters: VendorClient) -> None:
    application = people.application_path(smartrecruiters, people.an_application(smartrecruiters))
    smartrecruiters.put(f"{application}/source", json=people.a_source(smartrecruiters, "LinkedIn Jobs"))

    url = smartrecruiters.get(application).json["actions"]["sourceDetails"]["url"]

    assert smartrecruiters.get(url.partition("/smartrecruiters")[2]).json["label"] == "LinkedIn Jobs"


def test_nothing_that_is_not_served_is_linked_to(smartrecruiters: VendorClient) -> None:
    """Where links are optional they are left out while there are none; where they are required there are none."""
    world = smartrecruiters.read()
    application = next(one for one in world.applications if one.source is not None)
    call = call_of(world, without=sources)

    assert "actions" not in document_of(Application, application, call)
    assert document_of(Source, world.sources[application.source or 0], call)["actions"] == {}


def links_in(field: ma.fields.Field[Any] | type[ma.Schema], known: set[object]) -> Iterator[Link]:
    """The links in what an operation returns."""
    if isinstance(field, Link):
        yield field
    elif isinstance(field, ma.fields.List):
        yield from links_in(field.inner, known)
    elif isinstance(field, ma.fields.Nested):
        yield from links_in(type(field.schema), known)
    elif isinstance(field, type) and field not in known:
        known.add(field)
        for member in field().fields.values():
            yield from links_in(member, known)


def test_every_link_that_is_declared_leads_to_what_is_served() -> None:
    known: set[object] = set()
    returned = [one for operation in SMARTRECRUITERS.operations for one in operation.returns.values()]
    found = {(one.method, one.path) for shape in returned for one in links_in(shape, known)}

    assert len(found) > 20
    assert [one for one in found if not serves(SMARTRECRUITERS, *one)] == []
