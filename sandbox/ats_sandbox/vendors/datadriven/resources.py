"""What is pushed to the dashboard: application steps and job offers."""

from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.vendors.datadriven.errors import OfferNotFound, StepNotFound
from ats_sandbox.vendors.datadriven.ids import NUMBERS
from ats_sandbox.vendors.datadriven.pushed import declare
from ats_sandbox.vendors.datadriven.state import OFFERS, STEPS

application_steps = declare(
    "application step",
    "Dated events of applications",
    Repository(collection=STEPS, codec=NUMBERS, not_found=StepNotFound),
    sample={  # the documented one
        "recorded_at": "2023-10-01T00:00:00Z",
        "job_offer_reference": "REF123",
        "candidate_ats_id": "CAND123",
        "step": "Interview",
        "application_ats_id": "APP123",
    },
    change={"step": "Offer", "source": None},
    clears=True,
    documented=("PUT", "PATCH"),
)

job_offers = declare(
    "job offer",
    "Advertised jobs",
    Repository(collection=OFFERS, codec=NUMBERS, not_found=OfferNotFound),
    sample={"publication_at": "2023-10-01T00:00:00Z", "title": "Backend developer", "reference": "REF123"},
    change={"title": "Senior backend developer"},
    clears=False,
    documented=("PATCH",),
)
