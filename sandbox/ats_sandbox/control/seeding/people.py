"""Laying candidates and their applications."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ats_sandbox.control.seeding.furniture import place_told
from ats_sandbox.control.seeding.laying import Laying
from ats_sandbox.world.applications import Application
from ats_sandbox.world.candidates import Candidate, Consent, Education, Email, Experience, Link, Phone
from ats_sandbox.world.clock import DAY, iso
from ats_sandbox.world.hiring import apply
from ats_sandbox.world.jobs import JOBS
from ats_sandbox.world.recruiting import register

KNOWN = 30 * DAY
"""How long somebody on no job has been known when nothing else is told."""


def lay_people(laying: Laying) -> None:
    """Lay the candidates, then their applications, all of them new as yet."""
    for name, told in laying.records("candidates"):
        laying.keep("candidate", name, _candidate(laying, name, told).id)
    for name, told in laying.records("applications"):
        laying.keep("application", name, _application(laying, told).id)


def _candidate(laying: Laying, name: str, told: Mapping[str, Any]) -> Candidate:
    world = laying.world
    links = told.get("links", {})
    if not all(isinstance(url, str) for url in links.values()):
        raise laying.refuse('must be addresses by network, such as linkedin = "https://…"', "links")
    addresses = dict.fromkeys([*([told["email"]] if "email" in told else []), *told.get("emails", [])])
    numbers = dict.fromkeys([*([told["phone"]] if "phone" in told else []), *told.get("phones", [])])
    facts = {field: told[field] for field in ("employer", "title", "internal") if field in told}
    came = [
        laying.applied_at(one) for one in laying.loaded.get("applications", {}).values() if one["candidate"] == name
    ]
    with world.then(told.get("created_at", min(came, default=laying.ago(KNOWN)))):
        return register(
            world,
            first_name=told["first_name"],
            last_name=told["last_name"],
            emails=tuple(map(Email, addresses)),
            phones=tuple(map(Phone, numbers)),
            links=tuple(Link(url, network) for network, url in links.items()),
            place=place_told(laying, told["place"], world.company.place) if "place" in told else None,
            tags=tuple(dict.fromkeys(told.get("tags", ()))),
            education=tuple(Education(**one) for one in told.get("education", ())),
            experience=tuple(Experience(**one) for one in told.get("experience", ())),
            source=laying.ref("source", told.get("source")),
            consent=Consent(told.get("consent", Consent.REQUIRED)),
            consented_at=world.now if told.get("consent") == Consent.ACQUIRED else None,
            **facts,
        )


def _application(laying: Laying, told: Mapping[str, Any]) -> Application:
    world = laying.world
    person = world.candidates[laying.ref("candidate", told["candidate"]) or 0]
    job = world.jobs[laying.ref("job", told["job"]) or 0]
    possible = max(person.created_at, job.created_at)
    if told.get("applied_at", possible) < possible:
        raise laying.refuse(f"is before both candidate and job were there, at {iso(possible)}", "applied_at")
    with world.then(max(laying.applied_at(told), possible)):
        application = apply(
            world,
            person.id,
            job.id,
            source=laying.ref("source", told.get("source")),
            origin=told.get("origin"),
            by=laying.ref("user", told.get("by")),
        )
    stirred = world.jobs[job.id]
    if stirred.active_at < job.active_at:
        world.put(JOBS, replace(stirred, active_at=job.active_at))
    return application
