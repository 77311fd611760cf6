"""A member that a record does not have, or a value it cannot have, is refused by the type checker."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

RIGHT = """\
from ats_sandbox.world.domain.commands import candidates, interviews, jobs, notes, offers, positions, postings
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.reading import Transaction


def write(world: Transaction, place: Place) -> None:
    candidates.register(world, first_name="Ada", last_name="Novak", title="Poet")
    candidates.amend(world, world.candidates[1], title=None, first_name="Ada")
    jobs.open_job(world, title="Poet", place=place, creator=1, note="Urgent")
"""
WRONG = """\
    candidates.register(world, first_name="Ada", last_name="Novak", tilte="Poet")
    candidates.register(world, first_name="Ada", last_name="Novak", title=7)
    candidates.amend(world, world.candidates[1], tilte="Poet")
    candidates.amend_identity(world, world.candidates[1], last_name=None)
    jobs.open_job(world, title="Poet", place=place, creator=1, statsu="created")
    jobs.revise_job(world, world.jobs[1], title=None)
    postings.revise_posting(world, world.postings[1], publshed=True)
    postings.rewrite_posting(world, world.postings[1], advert="Poet")
    positions.revise_position(world, world.positions[1], opens=1)
    interviews.revise_timeslot(world, world.timeslots[1], starts_at="noon")
    offers.make_offer(world, 1, salry=1.0)
    notes.revise_note(world, world.notes[1], text="Nice.")
"""


def test_a_misspelt_member_and_a_value_of_another_type_are_refused(tmp_path: Path) -> None:
    snippet = tmp_path / "snippet.py"
    snippet.write_text(RIGHT + WRONG, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "pyproject.toml", str(snippet)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout

    first = len(RIGHT.splitlines()) + 1
    complained = [int(line.split(":")[1]) for line in told.splitlines() if ": error: " in line]
    assert complained == list(range(first, first + len(WRONG.splitlines()))), told
