"""Data Driven dashboard API v3: the part that applicant tracking systems push to."""

from ats_sandbox.contract.lazy_vendor import LazyVendor
from ats_sandbox.contract.vendor import Face, Profile
from ats_sandbox.vendors.datadriven.state import initial_tables, lay


def _face() -> Face:
    from ats_sandbox.vendors.datadriven.face import FACE

    return FACE


DATADRIVEN = LazyVendor.of(
    Profile(
        name="datadriven",
        title="Data Driven dashboard API v3",
        version="3.0.0",
        about="Recruitment facts pushed into an analytics dashboard: application steps and job offers.",
        host="api.dashboard.data-driven.fr",
        docs="https://docs.dashboard.data-driven.fr",
        initial_tables=initial_tables,
        after_fixtures=lay,
    ),
    _face,
)
