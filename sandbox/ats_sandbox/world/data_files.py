"""Where the data files are from which a world is seeded."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
SEEDS = _PACKAGE / "seeds" if (_PACKAGE / "seeds").is_dir() else _PACKAGE.parents[1] / "seeds"
"""`ats_sandbox/seeds` in an installed package, `seeds` at the top of a checkout."""


def seed_file(name: str) -> Path:
    """The path of a data file, such as `demo.toml` or `corpora/people.json`."""
    return SEEDS / name
