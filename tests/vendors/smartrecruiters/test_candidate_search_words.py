"""The search for candidates by words: anywhere, and in where they live."""

import re

import pytest

from ats_sandbox.world.domain.candidates import Candidate
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import ADA
from tests.vendors.smartrecruiters.test_candidate_search import PARAMETERS, found, those


def test_every_word_of_q_must_stand_somewhere_whatever_the_case(smartrecruiters: VendorClient) -> None:
    id = smartrecruiters.post(
        f"/jobs/{people.job_id(smartrecruiters, 1)}/candidates",
        json={**ADA, "experience": [{"title": "Glassblower", "company": "Ember Works", "current": True}]},
    ).json["id"]

    for text in ("QUIST", "ada quist", "glassblower", "ember QUIST", "ada.quist@example", "Quist, Ada"):
        assert id in found(smartrecruiters, q=text), text
    for text in ("quist bricklayer", "glassblow", "quist glass"):
        assert found(smartrecruiters, q=text) == [], text

    smartrecruiters.patch(f"/candidates/{id}", json={"lastName": "Ekwall"})
    assert id not in found(smartrecruiters, q="ada bricklayer")
    assert id in found(smartrecruiters, q="ada ekwall")


def test_a_word_of_q_stands_in_the_searched_facts(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    for person in list(world.candidates)[:40]:
        facts = [person.first_name, person.last_name, person.employer, person.title, *person.tags]
        for fact in filter(None, facts):
            word = fact.split()[0]
            expected = those(smartrecruiters, lambda one, word=word: known_by(one, word))
            assert found(smartrecruiters, q=word) == expected


def known_by(one: Candidate, text: str) -> bool:
    """True when each word of a text is known of a person."""
    known: list[str | None] = [one.first_name, one.last_name, one.employer, one.title, *one.tags]
    known += [email.address for email in one.emails] + [phone.number for phone in one.phones]
    known += [name for job in one.experience for name in (job.title, job.company)]
    known += [name for school in one.education for name in (school.institution, school.degree, school.major)]
    known += [one.place.city, one.place.country] if one.place else []
    words = re.findall(r"\w+", " ".join(filter(None, known)).casefold())
    return set(re.findall(r"\w+", text.casefold())) <= set(words)


def test_a_location_is_searched_within_the_names(smartrecruiters: VendorClient) -> None:
    for part in ("île", "FRANCE"):
        hits = found(smartrecruiters, location=part)
        assert hits == those(smartrecruiters, lambda one, part=part: in_place(one, part.casefold()))
        assert hits
    assert found(smartrecruiters, location="Par") == []


def in_place(one: Candidate, word: str) -> bool:
    """True when a word stands in a name of where somebody lives."""
    return one.place is not None and any(word in re.findall(r"\w+", name.casefold()) for name in one.place.names)


@pytest.mark.parametrize("text", ["paris", "PARIS, France", "Paris,FR", "France,Île-de-France"])
def test_a_location_is_a_city_a_region_or_a_country(smartrecruiters: VendorClient, text: str) -> None:
    names = [part.strip().casefold() for part in text.split(",")]

    def lives(one: Candidate) -> bool:
        place = one.place
        known = (
            ()
            if place is None
            else (place.city, place.region or "", place.country, place.country_code, place.region_code or "")
        )
        return set(names) <= {name.casefold() for name in known}

    hits = found(smartrecruiters, location=text)

    assert hits == those(smartrecruiters, lives)
    assert hits


def test_locations_are_alternatives(smartrecruiters: VendorClient) -> None:
    both = found(smartrecruiters, location=["Paris", "Berlin"])

    assert sorted(both) == sorted(
        {*found(smartrecruiters, location="Paris"), *found(smartrecruiters, location="Berlin")}
    )
    assert found(smartrecruiters, location=",") == []


@pytest.mark.parametrize("text", ["%00", "%F0%9F%9A%80", "a" * 10_000, "%FF%FE", "..%2F..", "' OR 1=1 --"])
def test_strange_words_find_nobody_and_break_nothing(smartrecruiters: VendorClient, text: str) -> None:
    for names in ("q", "tag", "location", "jobId", *map("&".join, PARAMETERS.values())):
        response = smartrecruiters.get("/candidates?" + "&".join(f"{name}={text}" for name in names.split("&")))
        assert (response.status_code, response.json["totalFound"]) == (200, 0)
