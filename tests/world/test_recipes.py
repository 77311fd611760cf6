"""Recipes say how much of everything a world is founded with."""

from collections.abc import Callable

import msgspec
import pytest

from ats_sandbox.world.data_files import seed_file
from ats_sandbox.world.domain import wordlists
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.seeding import seed_state
from ats_sandbox.world.seeding.recipes import Recipe, UnknownRecipe, recipe, recipe_names


def test_four_recipes_are_shipped() -> None:
    assert recipe_names() == ("demo", "edge", "empty", "large")
    assert all(recipe(name).name == name and recipe(name).about.endswith(".") for name in recipe_names())


@pytest.mark.parametrize("name", ["", "words", "../demo", "Demo", "demo.toml"])
def test_an_unknown_recipe_names_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownRecipe, match="there are demo, edge, empty, large"):
        recipe(name)


def test_the_large_recipe_is_the_one_that_measurements_are_of() -> None:
    large = recipe("large")
    assert (large.candidates, large.jobs, large.applications) == (100_000, 1_500, 150_000)


def test_jobs_and_applications_scale_with_the_candidates() -> None:
    half = recipe("demo").scaled(125)
    assert (half.candidates, half.jobs, half.applications, half.confidential_jobs) == (125, 15, 200, 2)
    assert half.users == recipe("demo").users


@pytest.mark.parametrize("candidates", [0, 1, 2, 7, 1_000])
def test_a_world_has_as_many_candidates_as_asked_for(candidates: int) -> None:
    state = seed_state("demo", 1, candidates)
    assert len(Reading(state, 1, state.now).candidates) == candidates


def test_an_empty_world_has_reference_data_and_nothing_else(reading: Callable[..., Reading]) -> None:
    empty = reading("empty")
    full = [
        empty.users,
        empty.departments,
        empty.locations,
        empty.pipelines,
        empty.stages,
        empty.sources,
        empty.reasons,
    ]
    assert all(full)
    assert not any([empty.jobs, empty.candidates, empty.applications, empty.postings, empty.notes])
    assert empty.company.identifier == "AcmeTalent"


def test_nothing_cannot_be_multiplied() -> None:
    with pytest.raises(ValueError, match="no candidates to multiply"):
        seed_state("empty", 1, 10)
    with pytest.raises(ValueError, match="fewer than no"):
        seed_state("demo", 1, -1)


def test_a_misspelt_line_of_a_recipe_is_refused() -> None:
    told = {**msgspec.to_builtins(recipe("demo")), "canidates": 3}
    with pytest.raises(msgspec.ValidationError, match="canidates"):
        msgspec.convert(told, Recipe)


def test_seed_files_are_found() -> None:
    assert seed_file("demo.toml").is_file()
    assert seed_file("corpora/people.json").is_file()


@pytest.mark.parametrize(
    ("label", "id", "expected"),
    [
        (wordlists.industry_label, "staffing_and_recruiting", "Staffing and Recruiting"),
        (wordlists.function_label, "human_resources", "Human Resources"),
        (wordlists.experience_level_label, "mid_senior_level", "Mid-Senior Level"),
        (wordlists.employment_type_label, "part-time", "Part-time"),
        (wordlists.eeo_category_label, "technicians", "Technicians"),
    ],
)
def test_words_have_labels(label: Callable[[str], str | None], id: str, expected: str) -> None:
    assert label(id) == expected
    assert label("nonsense") is None


def test_word_lists_hold_what_vendors_share() -> None:
    lists = wordlists.word_lists()
    assert {"internet", "computer_software", "retail", "staffing_and_recruiting"} <= set(lists.industries)
    assert set(lists.employment_types) == {"permanent", "contract", "part-time", "intern", "per_diem"}
    assert {"marketing", "engineering", "research", "production", "sales", "human_resources"} <= set(lists.functions)
    assert {"finance", "design", "customer_service", "product_management", "other"} <= set(lists.functions)
    levels = {"associate", "director", "entry_level", "executive", "internship", "mid_senior_level", "not_applicable"}
    assert set(lists.experience_levels) == levels
    assert len(lists.eeo_categories) == 10
