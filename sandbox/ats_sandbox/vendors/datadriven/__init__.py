"""Data Driven dashboard API v3: the part that applicant tracking systems push to."""

from ats_sandbox.contract.auth import bearer
from ats_sandbox.contract.gates import authenticate, permit, read_inputs
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors.datadriven import errors
from ats_sandbox.vendors.datadriven.error_format import ERROR_FORMAT
from ats_sandbox.vendors.datadriven.ids import IDS, check_path_id
from ats_sandbox.vendors.datadriven.resources import application_steps, job_offers
from ats_sandbox.vendors.datadriven.state import initial_tables, lay

DATADRIVEN = Vendor(
    name="datadriven",
    title="Data Driven dashboard API v3",
    version="3.0.0",
    about="Recruitment facts pushed into an analytics dashboard: application steps and job offers.",
    host="api.dashboard.data-driven.fr",
    docs="https://docs.dashboard.data-driven.fr",
    resources=(application_steps, job_offers),
    auth=bearer(errors.Unauthorized),
    error_format=ERROR_FORMAT,
    gates=(authenticate, permit, check_path_id, read_inputs),
    gates_anywhere=(authenticate,),
    injectable=(errors.ServerFault,),
    initial_tables=initial_tables,
    ids=IDS,
    after_fixtures=lay,
)
