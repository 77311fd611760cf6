"""From what a request says about a person to what the world knows of people."""

from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import replace

from ats_sandbox.contract.body import instance
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.smartrecruiters.documents import document_of, filled
from ats_sandbox.vendors.smartrecruiters.places import CandidateLocation, CandidateLocationInput, candidate_place
from ats_sandbox.world.domain.candidates import Candidate, Education, Email, Experience, Link, Phone
from ats_sandbox.world.domain.company import Place

NETWORKS = ("skype", "linkedin", "facebook", "twitter", "website")
Contact = TypeVar("Contact", Email, Phone)


def new_profile(body: Members) -> Members:
    """The fields of a Candidate that a CandidateInput gives. Who has a current job has its title and company."""
    known = filled(**body)
    experience = tuple(Experience(**filled(**one)) for one in known.get("experience", ()))
    now = next((one for one in experience if one.current), None)
    return {
        "first_name": known["first_name"],
        "last_name": known["last_name"],
        "emails": (Email(known["email"]),),
        "phones": (Phone(known["phone"]),) if known.get("phone") else (),
        "links": tuple(Link(url, network) for network, url in known.get("web", {}).items() if url),
        "place": candidate_place(known.get("place", {})),
        "employer": None if now is None else now.company,
        "title": None if now is None else now.title,
        "tags": tuple(dict.fromkeys(known.get("tags", ()))),
        "education": tuple(Education(**filled(**one)) for one in known.get("education", ())),
        "experience": experience,
        "internal": known.get("internal", False),
    }


def changes(call: AnyCall, person: Candidate, body: Members) -> Members:
    """The fields of a Candidate that PersonalDetails change. Objects are merged member by member, null clears."""
    found: Members = {name: body[name] for name in ("first_name", "last_name") if name in body}
    if "email" in body:
        found["emails"] = (*_first(Email, person.emails, body["email"]), *person.emails[1:])
    if "phone" in body:
        found["phones"] = (*_first(Phone, person.phones, body["phone"]), *person.phones[1:])
    if "place" in body:
        found["place"] = None if body["place"] is None else _moved(call, person, body["place"])
    if "web" in body:
        found["links"] = _links(person, dict.fromkeys(NETWORKS) if body["web"] is None else body["web"])
    return {name: value for name, value in found.items() if value != getattr(person, name)}


def _first(kind: type[Contact], known: tuple[Contact, ...], text: str | None) -> list[Contact]:
    """An address or a number in the place of the first known one; none without a text."""
    if not text:
        return []
    return [kind(text, known[0].kind) if known else kind(text)]


def _links(person: Candidate, urls: Mapping[str, str | None]) -> tuple[Link, ...]:
    """The links of a person with those of some networks changed, added or cleared."""
    changed = [replace(link, url=urls.get(link.kind, link.url) or "") for link in person.links]
    known = {link.kind for link in person.links}
    added = [Link(url, network) for network, url in urls.items() if network not in known and url]
    return tuple(link for link in (*changed, *added) if link.url)


def _moved(call: AnyCall, person: Candidate, members: Members) -> Place | None:
    """The place of a person with some members changed; another city leaves the old coordinates and address behind."""
    if person.place is None:
        return candidate_place(members)
    names = instance(CandidateLocationInput).fields
    shown = document_of(CandidateLocation, person.place, call)
    kept = {names[name].attribute or name: value for name, value in shown.items()}
    if {"city", "country", "country_code"} & set(members):
        kept.pop("latitude", None)
        kept.pop("longitude", None)
    for name, twin in (("country", "country_code"), ("country_code", "country")):
        if members.get(name) and twin not in members:
            kept.pop(twin, None)
    return candidate_place({**kept, **members})
