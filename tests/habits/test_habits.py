"""The habits of this code base, where a command can see them."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for folder in ("sandbox", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
MAGNETS = {"utils", "helpers", "common", "base", "manager", "misc"}
WALL = re.compile(
    r"datetime\.now|utcnow\(|time\.time\(|time_ns\(|uuid4\(\)|uuid1\(|\brandom\.|import random|urandom|secrets\."
)


def test_only_the_world_knows_time_and_chance() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "sandbox").rglob("*.py")
        if "world" not in path.relative_to(ROOT).parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if WALL.search(line)
    ]

    assert len(found) == 1, found
    assert found[0].startswith("sandbox/ats_sandbox/cli.py:"), (
        "an admin token that anybody could foretell would protect nothing"
    )


def test_a_file_is_short_and_named_by_a_noun() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    long = [f"{name}: {length} lines" for name, length in lengths.items() if length > 400]
    vague = [name for name in lengths if Path(name).stem in MAGNETS]

    assert not long + vague, "\n".join(long + vague)


def _run(*command: str) -> str:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_ruff_finds_nothing() -> None:
    complaints = _run("ruff", "check", "--no-cache", ".")

    assert not complaints, complaints


def test_the_code_is_formatted() -> None:
    complaints = _run("ruff", "format", "--no-cache", "--check", ".")

    assert not complaints, complaints


def test_the_types_hold() -> None:
    complaints = _run("mypy", "--strict", "--cache-dir", "build/mypy", "sandbox")

    assert not complaints, complaints


def test_every_package_is_on_the_architecture_page() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in (ROOT / "sandbox/ats_sandbox").glob("*/__init__.py")}
    folders = {"seeds", "fixtures", "openapi", "tests", "benchmarks"}

    assert not {name for name in packages | folders if f"{name}/" not in page}
    assert len(page.splitlines()) <= 60
