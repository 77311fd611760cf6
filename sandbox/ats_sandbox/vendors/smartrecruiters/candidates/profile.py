"""From what a request says about a person to what the world knows of people."""

from collections.abc import Mapping

from msgspec.structs import replace

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.smartrecruiters.candidates.schemas import NETWORKS
from ats_sandbox.vendors.smartrecruiters.documents import document_of
from ats_sandbox.vendors.smartrecruiters.places import CandidateLocation, candidate_place
from ats_sandbox.world.domain.candidates import Candidate, Education, Email, Experience, Link, Phone
from ats_sandbox.world.domain.company import Place

TIMES = {"startDate": "start_date", "endDate": "end_date"}


def new_profile(body: Members) -> Members:
    """The fields of a Candidate that a CandidateInput gives. Who has a current job has its title and company."""
    known = _present(body)
    experience = tuple(Experience(**_time_fields(one)) for one in known.get("experience", ()))
    now = next((one for one in experience if one.current), None)
    return {
        "first_name": known["firstName"],
        "last_name": known["lastName"],
        "emails": (Email(known["email"]),),
        "phones": (Phone(known["phoneNumber"]),) if known.get("phoneNumber") else (),
        "links": tuple(Link(url, network) for network, url in known.get("web", {}).items() if url),
        "place": candidate_place(known.get("location", {})),
        "employer": None if now is None else now.company,
        "title": None if now is None else now.title,
        "tags": tuple(dict.fromkeys(known.get("tags", ()))),
        "education": tuple(Education(**_time_fields(one)) for one in known.get("education", ())),
        "experience": experience,
        "internal": known.get("internal", False),
    }


def _present(members: Members) -> Members:
    return {name: value for name, value in members.items() if value is not None}


def _time_fields(members: Members) -> Members:
    """An EducationInput or ExperienceInput as fields of Education or Experience."""
    return {TIMES.get(name, name): value for name, value in _present(members).items()}


def changes(call: AnyCall, person: Candidate, body: Members) -> Members:
    """The fields of a Candidate that PersonalDetails change. Objects are merged member by member, null clears."""
    found: Members = {}
    if "firstName" in body:
        found["first_name"] = body["firstName"]
    if "lastName" in body:
        found["last_name"] = body["lastName"]
    if "email" in body:
        kind = person.emails[0].kind if person.emails else "personal"
        found["emails"] = (Email(body["email"], kind), *person.emails[1:])
    if "phoneNumber" in body:
        found["phones"] = _phones(person, body["phoneNumber"])
    if "location" in body:
        found["place"] = None if body["location"] is None else _moved(call, person, body["location"])
    if "web" in body:
        found["links"] = _links(person, dict.fromkeys(NETWORKS) if body["web"] is None else body["web"])
    return {name: value for name, value in found.items() if value != getattr(person, name)}


def _phones(person: Candidate, number: str | None) -> tuple[Phone, ...]:
    """The numbers of a person with another first one, or without it."""
    if not number:
        return person.phones[1:]
    kind = person.phones[0].kind if person.phones else "personal"
    return (Phone(number, kind), *person.phones[1:])


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
    kept = document_of(CandidateLocation, person.place, call)
    if {"city", "country", "countryCode"} & set(members):
        kept.pop("lat", None)
        kept.pop("lng", None)
    for name, twin in (("country", "countryCode"), ("countryCode", "country")):
        if members.get(name) and twin not in members:
            kept.pop(twin, None)
    return candidate_place({**kept, **members})
