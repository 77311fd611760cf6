"""Who may import whom: the contracts in pyproject.toml, and what an import linter does not see."""

from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "sandbox" / "ats_sandbox"
VENDOR_NAMES = sorted(path.name for path in (PACKAGE / "vendors").iterdir() if (path / "__init__.py").exists())


def test_the_import_contracts_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(str(ROOT / "pyproject.toml"), no_cache=True)

    said = capsys.readouterr().out
    assert status == 0, said
    assert "4 kept, 0 broken" in said


def test_the_lower_layers_name_no_vendor() -> None:
    named = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for layer in ("world", "contract")
        for path in sorted((PACKAGE / layer).rglob("*.py"))
        for name in VENDOR_NAMES
        if name in path.read_text(encoding="utf-8").lower()
    ]

    assert len(VENDOR_NAMES) == 5
    assert not named, "\n".join(named)
