"""Where what is told links to: the vendors' own hosts, until a server says where it is."""

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.gate import Gate
from ats_sandbox.server import Server
from ats_sandbox.vendors import VENDORS

OWN = "https://api.smartrecruiters.com"


def origins(sandbox: SandboxApp) -> list[str]:
    """The base URLs of SmartRecruiters, in the default world and in another one."""
    (vendor,) = [one for one in VENDORS if one.name == "smartrecruiters"]
    return [sandbox.reach.origin(vendor, world) for world in ("default", "test-1")]


def test_a_sandbox_that_is_served_is_linked_to_while_it_is() -> None:
    sandbox = SandboxApp("empty")
    assert origins(sandbox) == [OWN, OWN]

    with Server(sandbox) as server:
        assert origins(sandbox) == [f"{server.url}/smartrecruiters", f"{server.url}/w/test-1/smartrecruiters"]

    assert origins(sandbox) == [OWN, OWN]


def test_a_sandbox_behind_a_gate_hears_of_the_server_when_it_is_there() -> None:
    gate, sandbox = Gate("empty", 1, VENDORS), SandboxApp("empty")

    with Server(gate) as server:
        gate.open(sandbox)
        assert origins(sandbox)[0] == f"{server.url}/smartrecruiters"

    assert origins(sandbox) == [OWN, OWN]


def test_one_world_may_have_an_address_of_its_own() -> None:
    sandbox = SandboxApp("empty")

    sandbox.reach.worlds["test-1"] = "http://127.0.0.1:5000/w/test-1"

    assert origins(sandbox) == [OWN, "http://127.0.0.1:5000/w/test-1/smartrecruiters"]
