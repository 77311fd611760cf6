"""What callers see of Skailer."""

from ats_sandbox.contract.auth import bearer
from ats_sandbox.contract.gates import authenticate, permit, spend
from ats_sandbox.contract.vendor import Face
from ats_sandbox.vendors.skailer import errors
from ats_sandbox.vendors.skailer.applicants import applicants
from ats_sandbox.vendors.skailer.candidates import actions, candidates
from ats_sandbox.vendors.skailer.directory import directory
from ats_sandbox.vendors.skailer.error_format import ERROR_FORMAT
from ats_sandbox.vendors.skailer.ids import IDS
from ats_sandbox.vendors.skailer.limits import LIMIT
from ats_sandbox.vendors.skailer.uploads import uploads
from ats_sandbox.world.clock import DAY

FACE = Face(
    resources=(directory, uploads, applicants, candidates, actions),
    auth=bearer(errors.Unauthenticated, lifetime=45 * DAY),
    error_format=ERROR_FORMAT,
    gates=(authenticate, spend, permit),
    gates_anywhere=(authenticate, spend),
    limit=LIMIT,
    injectable=(errors.TooManyRequests, errors.ServerFault),
    ids=IDS,
    where={
        "application": lambda world, one: f"/api/v1/candidates/{IDS['application'].write(world, one.id)}",
        "candidate": lambda world, one: f"/api/v1/applicants/{IDS['candidate'].write(world, one.id)}",
    },
)
