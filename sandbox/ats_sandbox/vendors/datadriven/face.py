"""What callers see of Data Driven."""

from ats_sandbox.contract.auth import bearer
from ats_sandbox.contract.gates import authenticate, permit, read_inputs
from ats_sandbox.contract.vendor import Face
from ats_sandbox.vendors.datadriven import errors
from ats_sandbox.vendors.datadriven.error_format import ERROR_FORMAT
from ats_sandbox.vendors.datadriven.ids import IDS, check_path_id
from ats_sandbox.vendors.datadriven.resources import application_steps, job_offers
from ats_sandbox.vendors.datadriven.where import WHERE

FACE = Face(
    resources=(application_steps, job_offers),
    auth=bearer(errors.Unauthorized),
    error_format=ERROR_FORMAT,
    gates=(authenticate, permit, check_path_id, read_inputs),
    gates_anywhere=(authenticate,),
    injectable=(errors.ServerFault,),
    ids=IDS,
    where=WHERE,
)
