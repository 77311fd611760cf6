"""What only SmartRecruiters knows of consent: the requests for it."""

from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class ConsentRequest(Record, frozen=True, kw_only=True):
    """That somebody was asked for consent."""

    candidate: int
    created_at: int


CONSENT_REQUESTS = Collection(
    "smartrecruiters.consent_requests",
    ConsentRequest,
    references={"candidate": Reference("candidates", OnDelete.DELETE, follows=True)},
    indexes={"candidate": lambda one: (one.candidate,)},
)
