"""The tester's side as declared operations, under `/_sandbox/`: documented and checked like any vendor's."""

from hmac import compare_digest

from sandbox.contract.call import Call
from sandbox.contract.gates import read_inputs
from sandbox.contract.operation import Operation
from sandbox.contract.principal import Principal
from sandbox.contract.refusal import ApiError
from sandbox.contract.vendor import Auth, Vendor
from sandbox.control.about.operations import about
from sandbox.control.bench import desk_of
from sandbox.control.clock.operations import clock
from sandbox.control.dialect import DIALECT, AdminTokenMissing, Failed
from sandbox.control.faults.operations import faults
from sandbox.control.limits.operations import limits
from sandbox.control.portable.operations import portable
from sandbox.control.snapshots.operations import snapshots
from sandbox.control.worlds.operations import worlds

TESTER = Principal("tester", "whoever tests")


def identify(call: Call) -> Principal:
    """The tester; asked for the admin token only where the sandbox has one."""
    expected = desk_of(call).admin_token
    if expected is not None:
        scheme, _, token = call.request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not compare_digest(token.strip().encode(), expected.encode()):
            raise AdminTokenMissing
    return TESTER


def admit(call: Call) -> None:
    """Let the tester in."""
    call.principal = identify(call)


def implied(operation: Operation) -> tuple[type[ApiError], ...]:
    """Every operation may ask for the admin token."""
    return (AdminTokenMissing,)


CONTROL = Vendor(
    name="_sandbox",
    title="ats-sandbox, the tester's side",
    version="1.0.0",
    about="Put the sandbox into any state, make it fail on purpose, and see what happened.",
    host="",
    docs="",
    resources=(about, worlds, snapshots, portable, clock, faults, limits),
    auth=Auth(
        name="admin",
        scheme={"type": "http", "scheme": "bearer"},
        identify=identify,
        present=lambda token: {"Authorization": f"Bearer {token}"},
    ),
    dialect=DIALECT,
    gates=(admit, read_inputs),
    injectable=(Failed,),
    implied=implied,
    transacts=False,
)
