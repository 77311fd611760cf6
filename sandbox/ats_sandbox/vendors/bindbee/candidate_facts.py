"""What Bindbee alone knows of candidates."""

from ats_sandbox.world.store.table import Collection, Record


class CandidateFacts(Record, frozen=True, kw_only=True):
    """What was written of the candidate with this id and has no place at the provider; None for nothing."""

    is_private: bool | None = None
    can_email: bool | None = None
    avatar: str | None = None
    locations: tuple[str, ...] | None = None
    last_interaction_at: str | None = None


CANDIDATE_FACTS = Collection("bindbee.candidate_facts", CandidateFacts)
