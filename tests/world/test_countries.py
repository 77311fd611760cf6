"""Countries are found by their codes and by their names, whatever the letter case."""

import pytest

from ats_sandbox.world.domain.countries import countries, country_code, country_name


@pytest.mark.parametrize(
    ("code", "name"), [("FR", "France"), ("AX", "Åland Islands"), ("CI", "Côte d'Ivoire"), ("ZW", "Zimbabwe")]
)
def test_a_country_is_found_both_ways(code: str, name: str) -> None:
    assert (country_name(code), country_name(code.lower())) == (name, name)
    assert (country_code(name), country_code(name.upper())) == (code, code)


@pytest.mark.parametrize("text", ["", "XX", "F", "FRA", "Atlantis"])
def test_what_is_no_country_is_not_found(text: str) -> None:
    assert country_name(text) is None
    assert country_code(text) is None


def test_every_code_is_two_capitals_and_every_name_is_one_countrys() -> None:
    known = countries()
    assert len(known) == len({name.casefold() for name in known.values()}) == 249
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in known)
    assert list(known) == sorted(known)
