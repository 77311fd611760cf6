"""Reading and writing candidates."""

from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.candidates import writing
from ats_sandbox.vendors.stackone.candidates.views import (
    Candidate,
    CandidateInput,
    CandidateUpdate,
    candidate,
)
from ats_sandbox.vendors.stackone.errors import ApplicationOfAnotherCandidate, EmailTaken, ReferenceNotFound
from ats_sandbox.vendors.stackone.queries import read_queries
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list
from ats_sandbox.vendors.stackone.repositories import CANDIDATES
from ats_sandbox.vendors.stackone.writes import CreateResult, declare_create, declare_update
from ats_sandbox.world.domain.candidates import Candidate as Person
from ats_sandbox.world.store.selection import Selection

LIKE_CREATE = inferred("the published answer is that of a creation; its status and text are taken to follow the update")

candidates = Resource("Candidates", "The people")


def _by_email(_call: AnyCall, rows: Selection[Person], email: str) -> Selection[Person]:
    return rows.where(email=email.casefold())


BY_EMAIL = Filter("email", wire.text, _by_email)
LIST_QUERY, QUERY = read_queries("Candidate", BY_EMAIL, shows=("include",))

declare_list(
    candidates,
    "/candidates",
    id="list_candidates",
    about="candidates",
    repository=CANDIDATES,
    shape=Candidate,
    view=candidate,
    query=LIST_QUERY,
    filters=(BY_EMAIL,),
    more="`include=custom_fields` shows the custom fields.",
)


@declare_create(
    candidates,
    "/candidates",
    id="create_candidate",
    repository=CANDIDATES,
    body=CandidateInput,
    errors=[EmailTaken],
    example=Example(
        body={
            "first_name": "Ada",
            "last_name": "Lovelace",
            "email": "ada.lovelace@example.com",
            "phone_numbers": [{"type": "personal", "phone": "+44 7700 900123"}],
            "social_links": [{"type": "linkedin", "url": "https://linkedin.example.com/in/ada"}],
            "country": "United Kingdom",
        }
    ),
)
def create_candidate(call: Call) -> Person:
    """Create a candidate.

    Nothing is required. `email` and `phone_number` become a personal address and number.
    """
    return writing.register(call, call.body)


declare_get(
    candidates,
    "/candidates/{id}",
    id="get_candidate",
    about="a candidate",
    repository=CANDIDATES,
    shape=Candidate,
    view=candidate,
    query=QUERY,
)


@declare_update(
    candidates,
    "/candidates/{id}",
    id="update_candidate",
    repository=CANDIDATES,
    body=CandidateUpdate,
    returns=CreateResult,
    errors=[ReferenceNotFound, EmailTaken, ApplicationOfAnotherCandidate],
    evidence=LIKE_CREATE,
    example=Example(path={"id": CANDIDATES.first_id}, body={"title": "Countess", "company": "Analytical Engines"}),
)
def update_candidate(call: Call, person: Person) -> Person:
    """Update a candidate.

    Members that are left out stay; null clears.
    """
    return writing.revise(call, person)
