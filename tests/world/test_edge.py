"""What breaks integrations is all in one world."""

import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest

from ats_sandbox.world.domain.commands.candidates import same_person
from ats_sandbox.world.domain.jobs import OPEN_STATUSES
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.seeding.corpora import edge_people


@pytest.fixture
def edge(reading: Callable[..., Reading]) -> Reading:
    return reading("edge", 1)


def test_every_peculiar_person_of_the_corpus_is_there(edge: Reading) -> None:
    names = {(one.first_name, one.email) for one in edge.candidates}
    assert {(one.first_name, one.email) for one in edge_people()} <= names


def test_two_people_share_an_address_and_differ_in_their_last_name(edge: Reading) -> None:
    shared = [
        address for address, count in Counter(one.email for one in edge.candidates if one.email).items() if count == 2
    ]
    assert shared
    for address in shared:
        two = [one for one in edge.candidates if one.email == address]
        assert len({one.last_name for one in two}) == 2
        assert [same_person(edge, address, one.last_name) for one in two] == two


def test_names_are_in_many_scripts(edge: Reading) -> None:
    letters = {unicodedata.name(letter, "").split(" ")[0] for one in edge.candidates for letter in one.name}
    assert {"LATIN", "ARABIC", "HEBREW", "CJK", "HANGUL", "CYRILLIC", "GREEK", "THAI"} <= letters
    assert {unicodedata.bidirectional(one.first_name[0]) for one in edge.candidates} >= {"L", "R", "AL"}
    assert any(ord(letter) > 0xFFFF for one in edge.candidates for letter in one.name)


def test_somebody_has_no_address_and_somebody_next_to_nothing(edge: Reading) -> None:
    assert any(not one.emails for one in edge.candidates)
    bare = ("emails", "phones", "links", "place", "employer", "title", "education", "experience")
    assert any(sum(not getattr(one, fact) for fact in bare) >= 7 for one in edge.candidates)


def test_texts_are_very_long_or_empty(edge: Reading) -> None:
    assert max(len(one.body) for one in edge.notes) > 30_000
    assert "" in {one.body for one in edge.notes}
    assert max(len(one.description) for one in edge.jobs) > 30_000
    assert "" in {one.description for one in edge.jobs}
    assert max(len(one.title) for one in edge.jobs) > 100
    assert min(len(one.title) for one in edge.jobs) == 1


def test_jobs_are_closed_and_bare_too(edge: Reading) -> None:
    assert {one.status in OPEN_STATUSES for one in edge.jobs} == {True, False}
    assert {bool(one.team) for one in edge.jobs} == {True, False}
    assert any(one.pay is not None and one.pay.currency is None for one in edge.jobs)
    assert any(one.place.latitude is None and one.place.region is None for one in edge.jobs)
    assert any(one.advert.job_description is None for one in edge.postings)
    assert any(
        one.advert.job_description is not None and one.advert.job_description.title is None for one in edge.postings
    )


def test_offers_without_terms_and_seats_without_numbers(edge: Reading) -> None:
    assert any(one.salary is None and one.starts_at is None and one.creator is None for one in edge.offers)
    assert any(one.number is None for one in edge.positions)


def test_tags_differ_in_nothing_but_case(edge: Reading) -> None:
    tags = {tag for one in edge.candidates for tag in one.tags}
    assert {"c#", "C#"} <= tags
    assert any(len(tag) > 100 for tag in tags)
