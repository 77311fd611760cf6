"""What a test passes, told in words where it is of a wrong type or out of bounds."""

MOST_CANDIDATES = 1_000_000
"""The candidates of a world that is founded from Python, as on the command line; founding so many takes minutes."""

HIGHEST_SEED = 2**63 - 1


def checked_recipe(recipe: object) -> str | None:
    """The name of a recipe; None for none. Raises TypeError for what is no text."""
    if not isinstance(recipe, str | None):
        raise TypeError(f"world is the name of a recipe, such as 'demo', not {recipe!r}")
    return recipe


def checked_seed(seed: object) -> int:
    """The seed of a world. Raises TypeError or ValueError for what is none."""
    return whole_number("seed", seed, 0, HIGHEST_SEED)


def checked_candidates(candidates: object) -> int | None:
    """The number of a world's candidates; None for the recipe's. Raises TypeError or ValueError for what is none."""
    return None if candidates is None else whole_number("candidates", candidates, 1, MOST_CANDIDATES)


def whole_number(name: str, value: object, least: int, most: int) -> int:
    """The number. Raises TypeError for what is none (a truth value is none), and ValueError out of bounds."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} is a whole number from {least} to {most}, not {value!r}")
    if not least <= value <= most:
        raise ValueError(f"{name} is a whole number from {least} to {most}, not {value}")
    return value


def text(name: str, value: object) -> str:
    """The text. Raises TypeError for what is none."""
    if not isinstance(value, str):
        raise TypeError(f"{name} is a text, not {value!r}")
    return value


def host_name(name: str, value: object) -> str:
    """The host name, in lower case. Raises TypeError for what is no text, and ValueError for a URL or a port."""
    if not isinstance(value, str):
        raise TypeError(f"{name} is a host name, such as jobs.acme.example, not {value!r}")
    if not value or not value.isprintable() or not {*"/:@?# "}.isdisjoint(value):
        raise ValueError(f"{name} is a host name alone, such as jobs.acme.example, not {value!r}")
    return value.lower().rstrip(".")
