"""ats-sandbox: a stateful, deterministic fake of five applicant-tracking APIs, for tests.

The names below are the public Python API. They are loaded when they are first used, so importing this costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ats_sandbox.control.errors import Taken as Taken
    from ats_sandbox.control.errors import Unfit as Unfit
    from ats_sandbox.control.errors import Unknown as Unknown
    from ats_sandbox.control.fixtures.refusal import SeedRefused as SeedRefused
    from ats_sandbox.control.journal.journal import Forgotten as Forgotten
    from ats_sandbox.control.journal.journal import NoSuchEntry as NoSuchEntry
    from ats_sandbox.control.webhooks.receivers import Answer as Answer
    from ats_sandbox.control.webhooks.receivers import Message as Message
    from ats_sandbox.server import Server as Server
    from ats_sandbox.testing.actors import NoSuchChoice as NoSuchChoice
    from ats_sandbox.testing.ats import Ats as Ats
    from ats_sandbox.testing.dedicated import NotInTheSandbox as NotInTheSandbox
    from ats_sandbox.testing.guard import RealHostContacted as RealHostContacted
    from ats_sandbox.testing.guard import guard as guard
    from ats_sandbox.testing.interception import NotIntercepted as NotIntercepted
    from ats_sandbox.testing.sandbox import Sandbox as Sandbox
    from ats_sandbox.testing.sleeps import Sleeps as Sleeps
    from ats_sandbox.world.clock import ClockMode as ClockMode
    from ats_sandbox.world.domain.refusals import DomainRefusal as DomainRefusal

_HOMES = {
    "Answer": "ats_sandbox.control.webhooks.receivers",
    "Ats": "ats_sandbox.testing.ats",
    "ClockMode": "ats_sandbox.world.clock",
    "DomainRefusal": "ats_sandbox.world.domain.refusals",
    "Forgotten": "ats_sandbox.control.journal.journal",
    "Message": "ats_sandbox.control.webhooks.receivers",
    "NoSuchChoice": "ats_sandbox.testing.actors",
    "NoSuchEntry": "ats_sandbox.control.journal.journal",
    "NotInTheSandbox": "ats_sandbox.testing.dedicated",
    "NotIntercepted": "ats_sandbox.testing.interception",
    "RealHostContacted": "ats_sandbox.testing.guard",
    "Sandbox": "ats_sandbox.testing.sandbox",
    "SeedRefused": "ats_sandbox.control.fixtures.refusal",
    "Server": "ats_sandbox.server",
    "Sleeps": "ats_sandbox.testing.sleeps",
    "Taken": "ats_sandbox.control.errors",
    "Unfit": "ats_sandbox.control.errors",
    "Unknown": "ats_sandbox.control.errors",
    "guard": "ats_sandbox.testing.guard",
}

__all__ = [
    "Answer",
    "Ats",
    "ClockMode",
    "DomainRefusal",
    "Forgotten",
    "Message",
    "NoSuchChoice",
    "NoSuchEntry",
    "NotInTheSandbox",
    "NotIntercepted",
    "RealHostContacted",
    "Sandbox",
    "SeedRefused",
    "Server",
    "Sleeps",
    "Taken",
    "Unfit",
    "Unknown",
    "guard",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'ats_sandbox' has no attribute {name!r}")
    return getattr(import_module(home), name)
