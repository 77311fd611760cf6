"""The tester's side as declared operations, under `/_sandbox/`: documented and checked like any vendor's."""

from sandbox.contract.gates import read_inputs
from sandbox.contract.vendor import Auth, Vendor
from sandbox.control.about.operations import about
from sandbox.control.churn.operations import churn
from sandbox.control.clock.operations import clock
from sandbox.control.dialect import DIALECT, Failed
from sandbox.control.faults.operations import faults
from sandbox.control.guard import admit, identify, implied
from sandbox.control.journal.operations import journal
from sandbox.control.limits.operations import limits
from sandbox.control.portable.operations import portable
from sandbox.control.principals.operations import principals
from sandbox.control.seeding.operations import own_data
from sandbox.control.snapshots.operations import snapshots
from sandbox.control.states.operations import states
from sandbox.control.tokens.operations import tokens
from sandbox.control.worlds.operations import worlds

CONTROL = Vendor(
    name="_sandbox",
    title="ats-sandbox, the tester's side",
    version="1.0.0",
    about="Put the sandbox into any state, make it fail on purpose, and see what happened.",
    host="",
    docs="",
    resources=(
        about,
        worlds,
        snapshots,
        portable,
        clock,
        tokens,
        journal,
        faults,
        limits,
        own_data,
        churn,
        states,
        principals,
    ),
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
