"""What testers see of the sandbox: every operation under `/_sandbox/`."""

from ats_sandbox.contract.gates import read_inputs
from ats_sandbox.contract.vendor import Auth, Face
from ats_sandbox.control.about import about
from ats_sandbox.control.background.operations import background
from ats_sandbox.control.churn.operations import churn
from ats_sandbox.control.clock import clock
from ats_sandbox.control.errors import ERROR_FORMAT, Failed
from ats_sandbox.control.faults.operations import faults
from ats_sandbox.control.features.operations import features
from ats_sandbox.control.fixtures.operations import own_data
from ats_sandbox.control.guard import TESTER, admit, implied
from ats_sandbox.control.journal.operations import journal
from ats_sandbox.control.links.operations import links
from ats_sandbox.control.portable.operations import portable
from ats_sandbox.control.principals.operations import principals
from ats_sandbox.control.rate_limits import rate_limits
from ats_sandbox.control.snapshots.operations import snapshots
from ats_sandbox.control.states.operations import states
from ats_sandbox.control.tokens.operations import tokens
from ats_sandbox.control.webhooks.operations.deliveries import deliveries
from ats_sandbox.control.webhooks.operations.disturbances import disturbances
from ats_sandbox.control.webhooks.operations.drills import drills
from ats_sandbox.control.webhooks.operations.examinations import examinations
from ats_sandbox.control.webhooks.operations.subscriptions import webhooks
from ats_sandbox.control.worlds.operations import worlds

ADMIN = (
    "The admin token that the sandbox was started with. Without one, this machine needs none, and others are refused."
)

FACE = Face(
    resources=(
        about,
        worlds,
        snapshots,
        portable,
        clock,
        tokens,
        journal,
        faults,
        rate_limits,
        own_data,
        background,
        features,
        links,
        webhooks,
        deliveries,
        disturbances,
        examinations,
        drills,
        churn,
        states,
        principals,
    ),
    auth=Auth(
        name="admin",
        scheme={"type": "http", "scheme": "bearer", "description": ADMIN},
        identify=lambda request, world: TESTER,  # whether it is one, the gate `admit` decides
        present=lambda token: {"Authorization": f"Bearer {token}"},
        always=False,
    ),
    error_format=ERROR_FORMAT,
    gates=(admit, read_inputs),
    injectable=(Failed,),
    implied=implied,
)
