"""From what a request tells about a person to what the world knows of people."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ats_sandbox.vendors.smartrecruiters.candidates.views import NETWORKS
from ats_sandbox.vendors.smartrecruiters.places import candidate_location, candidate_place, present
from ats_sandbox.world.domain.candidates import Candidate, Education, Email, Experience, Link, Phone

TIMES = {"startDate": "start_date", "endDate": "end_date"}


def new_profile(told: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a Candidate that a CandidateInput tells. Who has a current job has its title and company."""
    known = present(told)
    experience = tuple(Experience(**time_facts(one)) for one in known.get("experience", ()))
    now = next((one for one in experience if one.current), None)
    return {
        "first_name": known["firstName"],
        "last_name": known["lastName"],
        "emails": (Email(known["email"]),),
        "phones": (Phone(known["phoneNumber"]),) if known.get("phoneNumber") else (),
        "links": tuple(Link(url, network) for network, url in present(known.get("web", {})).items() if url),
        "place": candidate_place(known.get("location", {})),
        "employer": None if now is None else now.company,
        "title": None if now is None else now.title,
        "tags": tuple(dict.fromkeys(known.get("tags", ()))),
        "education": tuple(Education(**time_facts(one)) for one in known.get("education", ())),
        "experience": experience,
        "internal": known.get("internal", False),
    }


def time_facts(told: Mapping[str, Any]) -> dict[str, Any]:
    """An EducationInput or ExperienceInput as fields of Education or Experience."""
    return {TIMES.get(name, name): value for name, value in present(told).items()}


def changes(person: Candidate, told: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a Candidate that PersonalDetails change. Objects are merged member by member, null clears."""
    found: dict[str, Any] = {}
    if "firstName" in told:
        found["first_name"] = told["firstName"]
    if "lastName" in told:
        found["last_name"] = told["lastName"]
    if "email" in told:
        kind = person.emails[0].kind if person.emails else "personal"
        found["emails"] = (Email(told["email"], kind), *person.emails[1:])
    if "phoneNumber" in told:
        found["phones"] = phones(person, told["phoneNumber"])
    if "location" in told:
        found["place"] = None if told["location"] is None else moved(person, told["location"])
    if "web" in told:
        found["links"] = links(person, dict.fromkeys(NETWORKS) if told["web"] is None else told["web"])
    return {name: value for name, value in found.items() if value != getattr(person, name)}


def phones(person: Candidate, number: str | None) -> tuple[Phone, ...]:
    """The numbers of a person with another first one, or without it."""
    if not number:
        return person.phones[1:]
    kind = person.phones[0].kind if person.phones else "personal"
    return (Phone(number, kind), *person.phones[1:])


def links(person: Candidate, told: Mapping[str, str | None]) -> tuple[Link, ...]:
    """The links of a person with those of some networks changed, added or cleared."""
    changed = [replace(link, url=told.get(link.kind, link.url) or "") for link in person.links]
    known = {link.kind for link in person.links}
    added = [Link(url, network) for network, url in told.items() if network not in known and url]
    return tuple(link for link in (*changed, *added) if link.url)


def moved(person: Candidate, told: Mapping[str, Any]) -> Any:
    """The place of a person with some members changed; another city leaves the old coordinates and address behind."""
    if person.place is None:
        return candidate_place(told)
    kept = candidate_location(person.place)
    if {"city", "country", "countryCode"} & set(told):
        kept.pop("lat", None)
        kept.pop("lng", None)
    for name, twin in (("country", "countryCode"), ("countryCode", "country")):
        if told.get(name) and twin not in told:
            kept.pop(twin, None)
    return candidate_place({**kept, **told})
