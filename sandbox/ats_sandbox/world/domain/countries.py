"""Countries: ISO 3166-1 alpha-2 codes and their English names, from `seeds/countries.json`."""

from functools import cache

import msgspec

from ats_sandbox.world.data_files import seed_file


@cache
def countries() -> dict[str, str]:
    """Names by upper-case code."""
    return msgspec.json.decode(seed_file("countries.json").read_bytes(), type=dict[str, str])


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for code, name in countries().items()}


def country_name(code: str) -> str | None:
    """The name of a country, whatever the letter case of its code; None when there is no such code."""
    return countries().get(code.upper())


def country_code(name: str) -> str | None:
    """The upper-case code of a country by its English name; None when no country is called that."""
    return _codes().get(name.casefold())
