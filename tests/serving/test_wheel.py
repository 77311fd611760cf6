"""The built package, installed alone in an empty folder."""

import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from ats_sandbox.app import SandboxApp
from ats_sandbox.vendors import VENDORS
from tests.serving.process import serving
from tests.serving.recording import demo, lists

WHEEL = "ATS_SANDBOX_WHEEL"

pytestmark = pytest.mark.skipif(WHEEL not in os.environ, reason=f"{WHEEL} names no built wheel to install")


def needed(wheel: Distribution) -> Iterator[Distribution]:
    """What the wheel says it depends on here, and what that depends on, as installed beside these tests; no extras."""
    waiting, seen = list(wheel.requires or ()), set[str]()
    while waiting:
        requirement = Requirement(waiting.pop())
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if wanted and requirement.name not in seen:
            seen.add(requirement.name)
            found = distribution(requirement.name)
            waiting += found.requires or ()
            yield found


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, in a new environment that holds the wheel and what it declares to need, and nothing else."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    bin = home / ("Scripts" if sys.platform == "win32" else "bin")
    command = [sys.executable, "-m", "pip", "--python", str(bin / "python"), "install", "--quiet", "--no-index"]
    subprocess.run([*command, "--no-deps", str(Path(os.environ[WHEEL]).resolve())], check=True, timeout=60)
    site = next(home.rglob("site-packages"))
    (wheel,) = Distribution.discover(name="ats-sandbox", path=[str(site)])
    for one in needed(wheel):
        for top in {file.parts[0] for file in one.files or () if file.parts[0] not in ("..", "__pycache__")}:
            if not (site / top).exists():
                (site / top).symlink_to(one.locate_file(top))
    return bin / "ats-sandbox"


def test_the_installed_package_serves_every_vendor_from_an_empty_folder(program: Path, tmp_path: Path) -> None:
    asked = {one.vendor: one for one in lists(demo())}
    environ = {"PYTHONPATH": "", "PYTHONSAFEPATH": "1"}

    with serving(command=(str(program),), cwd=tmp_path, environ=environ) as served:
        for one in asked.values():
            heard = served.ask(one.method, one.path, one.headers, one.body)
            assert heard.status == 200, heard.body
        page = served.get(f"/_sandbox/docs/{VENDORS[0].name}/")
        clock = served.get("/_sandbox/ui/clock")
        style = served.get("/_sandbox/ui/static/dashboard.css")

    assert set(asked) == {vendor.name for vendor in VENDORS}
    assert page.status == clock.status == style.status == 200
    assert not list(tmp_path.iterdir()), "it leaves nothing behind"


@pytest.mark.parametrize("world", ["edge", "empty"])
def test_the_installed_package_brings_its_recipes(program: Path, tmp_path: Path, world: str) -> None:
    with serving("--world", world, command=(str(program),), cwd=tmp_path) as served:
        one = lists(SandboxApp(world).world.read())[0]

        assert served.get("/_sandbox/health").json["recipe"] == world
        assert served.ask(one.method, one.path, one.headers, one.body).status == 200


def test_the_installed_package_can_be_strict(program: Path, tmp_path: Path) -> None:
    with serving("--world", "empty", "--strict", command=(str(program),), cwd=tmp_path) as served:
        one = lists(SandboxApp("empty").world.read())[0]

        assert served.ask(one.method, one.path, one.headers, one.body).status == 200
