"""What is said to a name that does not exist."""

import pytest

from ats_sandbox.world.spelling import MOST, no_such

MANY = [f"event-{number}" for number in range(MOST + 5)]


@pytest.mark.parametrize(
    ("name", "known", "text"),
    [
        ("x", [], "there is no event 'x'; there are none"),
        ("jbo", ["job", "offer"], "there is no event 'jbo'; there are job, offer; did you mean job?"),
        ("zzz", ["job", "offer"], "there is no event 'zzz'; there are job, offer"),
        ("evnt-7", MANY, "there is no event 'evnt-7'; did you mean event-7?"),
        ("zzz", MANY, f"there is no event 'zzz'; there are {', '.join(MANY[:MOST])} and 5 more"),
    ],
)
def test_a_name_is_told_with_what_there_is(name: str, known: list[str], text: str) -> None:
    assert no_such("event", name, known) == text
