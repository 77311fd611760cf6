"""Values in lines for people."""

import pytest

from ats_sandbox.control.webhooks.wording import shown
from ats_sandbox.control.wire import WireValue


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        (True, "True"),
        ("Ada", "'Ada'"),
        (7, "7"),
        (1_772_442_000_000, "2026-03-02T09:00:00.000Z"),
        ([1_772_442_000_000], "[2026-03-02T09:00:00.000Z]"),
        (list(range(7)), "[7 in all, the last 6]"),
        ({"at": 1_772_442_000_000, "by": "Ada"}, "{at: 2026-03-02T09:00:00.000Z, by: 'Ada'}"),
    ],
)
def test_a_value_is_told(value: WireValue, text: str) -> None:
    assert shown(value) == text
