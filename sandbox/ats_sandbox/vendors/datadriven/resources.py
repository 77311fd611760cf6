"""What is pushed to the dashboard: application steps and job offers."""

from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.vendors.datadriven.errors import OfferNotFound, StepNotFound
from ats_sandbox.vendors.datadriven.ids import NUMBERS
from ats_sandbox.vendors.datadriven.pushed import Pushed, declare
from ats_sandbox.vendors.datadriven.state import OFFERS, STEPS

STEP_PAGE = documented("https://docs.dashboard.data-driven.fr, Ats / Application steps / Id")
OFFER_PAGE = documented("https://docs.dashboard.data-driven.fr, Ats / Job offers / Id")

application_steps = declare(
    Pushed(
        name="application step",
        about="Dated events of applications",
        shape="Step",
        repository=Repository(collection=STEPS, codec=NUMBERS, not_found=StepNotFound),
        sample={  # the documented one
            "recorded_at": "2023-10-01T00:00:00Z",
            "job_offer_reference": "REF123",
            "candidate_ats_id": "CAND123",
            "step": "Interview",
            "application_ats_id": "APP123",
        },
        change={"step": "Offer", "source": None},
        clears=True,
        documented={"PUT": STEP_PAGE, "PATCH": STEP_PAGE},
        inferred=inferred("a record needs a way in and out for the documented PUT and PATCH to be observable"),
    )
)

job_offers = declare(
    Pushed(
        name="job offer",
        about="Advertised jobs",
        shape="Offer",
        repository=Repository(collection=OFFERS, codec=NUMBERS, not_found=OfferNotFound),
        sample={"publication_at": "2023-10-01T00:00:00Z", "title": "Backend developer", "reference": "REF123"},
        change={"title": "Senior backend developer"},
        clears=False,
        documented={"PATCH": OFFER_PAGE},
        inferred=inferred("a record needs a way in and out for the documented PATCH to be observable"),
    )
)
