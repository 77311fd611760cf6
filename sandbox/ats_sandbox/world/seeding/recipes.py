"""Recipes: how much of everything a new world has."""

import tomllib
from functools import cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from ats_sandbox.world.data_files import SEEDS, seed_file
from ats_sandbox.world.spelling import no_such

Percent = int

RecipeName = Literal["demo", "edge", "empty", "large"]
"""The recipes that come with the sandbox."""

_OTHERS = ("words", "example")
"""Files beside the recipes: common lists, and an example of a tester's own data."""


class Recipe(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sizes of a world. `edge_cases` adds what breaks integrations. `about` is a sentence for people."""

    name: str
    about: str
    candidates: int
    jobs: int
    applications: int
    confidential_jobs: int
    users: int
    talent_pool: Percent
    files: Percent
    interviews: Percent
    notes: Percent
    edge_cases: bool

    def scaled(self, candidates: int) -> "Recipe":
        """The recipe for that many candidates; jobs and applications scale along."""
        if candidates < 0:
            raise ValueError("a world cannot have fewer than no candidates")
        if not self.candidates:
            raise ValueError(f"the recipe {self.name!r} has no candidates to multiply")

        def share(count: int) -> int:
            return -(-count * candidates // self.candidates)

        return replace(
            self,
            candidates=candidates,
            jobs=share(self.jobs),
            applications=share(self.applications),
            confidential_jobs=share(self.confidential_jobs),
        )


class UnknownRecipe(LookupError):
    """No recipe has that name."""

    def __init__(self, name: str) -> None:
        super().__init__(no_such("recipe", name, recipe_names()))


def recipe_names() -> tuple[str, ...]:
    """The names of the recipes, in alphabetical order."""
    names = (path.stem for path in SEEDS.glob("*.toml"))
    return tuple(sorted(name for name in names if name not in _OTHERS))


@cache
def recipe(name: str) -> Recipe:
    """The recipe of that name."""
    if name not in recipe_names():
        raise UnknownRecipe(name)
    sizes = tomllib.loads(seed_file(f"{name}.toml").read_text(encoding="utf-8"))
    return msgspec.convert({"name": name, **sizes}, Recipe)
