"""ats-sandbox: a stateful, deterministic fake of five applicant-tracking APIs, for tests.

The names below are the public Python API. They are loaded when they are first used, so importing this costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.server import Server as Server
    from sandbox.testing.ats import Ats as Ats
    from sandbox.testing.guard import RealHostContacted as RealHostContacted
    from sandbox.testing.guard import guard as guard
    from sandbox.testing.sandbox import Sandbox as Sandbox
    from sandbox.world.clock import ClockMode as ClockMode

_HOMES = {
    "Ats": "sandbox.testing.ats",
    "ClockMode": "sandbox.world.clock",
    "RealHostContacted": "sandbox.testing.guard",
    "Sandbox": "sandbox.testing.sandbox",
    "Server": "sandbox.server",
    "guard": "sandbox.testing.guard",
}

__all__ = ["Ats", "ClockMode", "RealHostContacted", "Sandbox", "Server", "guard"]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'sandbox' has no attribute {name!r}")
    return getattr(import_module(home), name)
