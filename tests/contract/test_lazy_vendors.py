"""Vendors whose operations are imported when somebody asks for them look like any other."""

import subprocess
import sys
from dataclasses import replace

import pytest

from ats_sandbox.contract.lazy_vendor import LazyVendor
from ats_sandbox.contract.operation import BadDeclaration, Tag
from ats_sandbox.contract.vendor import Face, Profile
from ats_sandbox.vendors import VENDORS
from ats_sandbox.vendors.skailer import SKAILER

PROFILE = Profile(name="acme", title="Acme", version="1", about="", host="api.acme.example", docs="")
ONE_ASKED = """
import sys
from ats_sandbox.app import SandboxApp
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.store.table import DECLARED

def faces():
    return [vendor.name for vendor in VENDORS if f"ats_sandbox.vendors.{vendor.name}.face" in sys.modules]

sandbox = SandboxApp("empty")
at_first, known = faces(), {*DECLARED}
assert VENDORS[1].operations
print(at_first, faces())
print(sorted({*DECLARED} - known), [vendor.name for vendor in VENDORS if vendor.operations and {*DECLARED} - known])
"""


def test_a_sandbox_that_asks_one_vendor_imports_no_other_and_knows_every_collection() -> None:
    done = subprocess.run([sys.executable, "-c", ONE_ASKED], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == ["[] ['stackone']", "[] []"]


def test_a_face_is_put_on_once_and_by_whoever_looks_first() -> None:
    faces: list[Face] = []

    def face() -> Face:
        faces.append(_face())
        return faces[-1]

    vendor = LazyVendor.of(PROFILE, face)

    assert (vendor.name, vendor.hosts, vendor.transacts, faces) == ("acme", ("api.acme.example",), True, [])
    assert vendor.limit is None
    assert vendor.operations == ()
    assert vendor.auth is SKAILER.auth
    assert len(faces) == 1


def test_what_a_face_declares_twice_is_told_at_the_first_look() -> None:
    twice = (*SKAILER.resources, *SKAILER.resources)
    vendor = LazyVendor.of(PROFILE, lambda: _face(twice))

    with pytest.raises(BadDeclaration, match="acme declares twice"):
        assert vendor.operations


def test_a_vendor_can_be_changed_whether_or_not_anybody_has_looked() -> None:
    vendor = LazyVendor.of(PROFILE, _face)

    assert replace(vendor, name="other").auth is SKAILER.auth
    assert [replace(one, about="").operations == one.operations for one in VENDORS] == [True] * len(VENDORS)


def _face(resources: tuple[Tag, ...] = ()) -> Face:
    return Face(resources=resources, auth=SKAILER.auth, error_format=SKAILER.error_format, gates=())
