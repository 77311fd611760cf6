"""Who may import whom: the contracts in pyproject.toml, and what an import linter does not see."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "sandbox" / "ats_sandbox"
VENDOR_NAMES = sorted(path.name for path in (PACKAGE / "vendors").iterdir() if (path / "__init__.py").exists())


def test_the_import_contracts_are_kept() -> None:
    """As a program of its own: within this one it would switch the loggers of other tests off."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 kept, 0 broken" in done.stdout


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
