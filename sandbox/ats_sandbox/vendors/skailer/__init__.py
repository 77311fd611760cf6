"""Skailer ATS API: applications from a career site into the ATS, and what recruiters then do with them."""

from ats_sandbox.contract.lazy_vendor import LazyVendor
from ats_sandbox.contract.vendor import Face, Profile
from ats_sandbox.vendors.skailer.state import CVS


def _face() -> Face:
    from ats_sandbox.vendors.skailer.face import FACE

    return FACE


SKAILER = LazyVendor.of(
    Profile(
        name="skailer",
        title="Skailer ATS API",
        version="1.0.0",
        about="Applications from a website into the ATS: jobs, CV uploads, applicants, candidates and their actions.",
        host="",
        docs="https://doc.skailer.com",
        collections=(CVS,),
    ),
    _face,
)
