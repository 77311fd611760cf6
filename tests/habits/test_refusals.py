"""The tables of refusals: what code names is in them, and what is in them is used."""

import ast
import importlib
from pathlib import Path

import pytest

import ats_sandbox.vendors
from ats_sandbox.contract.refusals import Refusals
from ats_sandbox.vendors import VENDORS

ROOT = Path(ats_sandbox.vendors.__file__).parent
NAMES = [vendor.name for vendor in VENDORS if (ROOT / vendor.name / "refusals.txt").exists()]


def named_in(folder: Path) -> set[str]:
    """The refusals that a vendor's modules name, as `errors.JobNotFound` or by importing them."""
    names: set[str] = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "errors":
                names.add(node.attr)
            elif isinstance(node, ast.ImportFrom) and node.module == f"ats_sandbox.vendors.{folder.name}.errors":
                names.update(alias.name for alias in node.names)
    return names


def rows_of(vendor: str) -> dict[str, object]:
    module = importlib.import_module(f"ats_sandbox.vendors.{vendor}.errors")
    return dict(Refusals(str(module.__file__), *(one for one in vars(module).values() if isinstance(one, type))).rows)


@pytest.mark.parametrize("vendor", NAMES)
def test_every_refusal_that_code_names_exists(vendor: str) -> None:
    module = importlib.import_module(f"ats_sandbox.vendors.{vendor}.errors")

    assert [name for name in named_in(ROOT / vendor) if not hasattr(module, name)] == []


@pytest.mark.parametrize("vendor", NAMES)
def test_every_row_is_used(vendor: str) -> None:
    used = named_in(ROOT / vendor)
    named_as_text = (ROOT / vendor / "errors.py").read_text(encoding="utf-8")
    kinds = (ROOT / vendor / "refusals.txt").read_text(encoding="utf-8")

    rows = rows_of(vendor)
    unused = [one for one in rows if one not in used and f"< {one} " not in kinds and f'"{one}"' not in named_as_text]

    assert unused == []


def test_a_name_without_a_row_says_where_it_was_looked_for() -> None:
    from ats_sandbox.vendors.skailer import errors

    with pytest.raises(AttributeError, match=r"skailer's refusals\.txt has no row JobbNotFound"):
        _ = errors.JobbNotFound
