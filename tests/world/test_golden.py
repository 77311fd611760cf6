"""The demo world is part of what users rely on: their tests quote its names, ids and dates."""

from collections.abc import Callable
from pathlib import Path

from ats_sandbox.world.domain.reading import Reading
from tests.world.digests import digest

GOLDEN = Path(__file__).with_name("golden.txt")

RENEW = """
The demo world of seed 1 is not the one that was released, so what users' tests quote from it breaks.
If that is not meant, find the line that changed it: another draw, another order, another text of a corpus.
If it is, say so in the changelog and put this digest into {path}:

{digest}
"""


def test_the_demo_world_is_the_released_one(reading: Callable[..., Reading]) -> None:
    found = digest(reading("demo", 1).state)
    assert found == GOLDEN.read_text(encoding="utf-8").strip(), RENEW.format(path=GOLDEN.name, digest=found)
