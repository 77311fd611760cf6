"""Who may import whom: app over control over vendors over contract over world; vendors never each other."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "sandbox" / "ats_sandbox"
LAYERS = {"world": 0, "contract": 1, "vendors": 2, "control": 2, "testing": 5}
VENDOR_NAMES = sorted(path.name for path in (PACKAGE / "vendors").iterdir() if (path / "__init__.py").exists())

MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name for name in found if name.startswith("ats_sandbox")}


def place(module: str) -> tuple[int, str]:
    """The layer of a module and, within the vendors, whose it is."""
    parts = module.split(".")
    if len(parts) < 2 or parts[1] not in LAYERS:
        return 5, ""
    vendor = parts[2] if parts[1] == "vendors" and len(parts) > 2 else ""
    return LAYERS[parts[1]], vendor


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows_point_down(path: Path) -> None:
    module = ".".join(("ats_sandbox", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
    layer, vendor = place(module)

    for imported in imports(path):
        below, other = place(imported)
        assert below <= layer, f"{module} imports {imported}, a layer above it"
        assert not (vendor and other and vendor != other), f"{module} imports {imported}, another vendor"
        if layer == LAYERS["control"] and module.startswith("ats_sandbox.control"):
            assert not imported.startswith("ats_sandbox.vendors"), (
                f"{module} imports {imported}; vendors are handed to it"
            )


def test_nothing_needs_what_is_for_tests() -> None:
    """The public names in `ats_sandbox/__init__.py` are looked up there when they are first used."""
    users = [path for path in MODULES if any(one.startswith("ats_sandbox.testing") for one in imports(path))]
    outside = {path.relative_to(PACKAGE).parts[0] for path in users} - {"testing"}

    assert outside == {"__init__.py"}


@pytest.mark.parametrize("layer", ["world", "contract"])
def test_the_lower_layers_name_no_vendor(layer: str) -> None:
    for path in sorted((PACKAGE / layer).rglob("*.py")):
        text = path.read_text(encoding="utf-8").lower()
        named = [name for name in VENDOR_NAMES if name in text]
        assert not named, f"{path.relative_to(PACKAGE)} names {named}"
