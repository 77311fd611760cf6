"""Values of the unified models, and the provider's values that they stand for, from `vocabulary.txt`.

There `state=WORD` is how a state is shown, `WORD=state` what is made of a written word; the known words of open
enumerations have lines of their own.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from ats_sandbox.world.domain.equal_opportunity import DisabilityStatus, Gender, Race, VeteranStatus
from ats_sandbox.world.domain.jobs import JobStatus
from ats_sandbox.world.domain.offers import OfferStatus
from ats_sandbox.world.domain.scorecards import Recommendation
from ats_sandbox.world.domain.users import UserRole

K = TypeVar("K")

_LINES = Path(__file__).with_name("vocabulary.txt").read_text(encoding="ascii").replace("\n  ", " ").splitlines()
_WORDS = {name: words.split() for name, _, words in (line.partition(": ") for line in _LINES)}


def known(name: str) -> list[str]:
    """The words that an open enumeration is known to have."""
    return _WORDS[f"known_{name}"]


def _pairs(name: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in _WORDS[name])


JOB_STATUS = {JobStatus(state): word for state, word in _pairs("job_status").items()}
ACCESS_ROLE = {UserRole(role): word for role, word in _pairs("access_role").items()}
OFFER_STATUS = {OfferStatus(state): word for state, word in _pairs("offer_status").items()}
"""`ACCEPTED` and `NOT_APPROVED` are the provider's own: values without a counterpart pass through."""

RECOMMENDATION = {Recommendation(state): word for state, word in _pairs("recommendation").items()}
RACE = {Race(state): word for state, word in _pairs("race").items()}
GENDER = {Gender(state): word for state, word in _pairs("gender").items()}
VETERAN_STATUS = {VeteranStatus(state): word for state, word in _pairs("veteran_status").items()}
DISABILITY_STATUS = {DisabilityStatus(state): word for state, word in _pairs("disability_status").items()}
QUESTION_TYPE = _pairs("question_type")

_WRITTEN = {word: OfferStatus(state) for word, state in _pairs("written_offer_status").items()}
WRITTEN_OFFER_STATUS = {word: status for status, word in OFFER_STATUS.items()} | _WRITTEN
"""What the provider makes of a written offer status."""

_URL_TYPE = _pairs("url_type")


def url_type(kind: str) -> str | None:
    """The type of a link; a kind without a counterpart is its own type."""
    return _URL_TYPE.get(kind, kind.upper().replace("-", "_") if kind != "-" else kind) or None


def said(shown: Mapping[K, str], word: str | None) -> K | None:
    """The last of the states that are shown as a written word; None for a word of no state."""
    return {shown_as: state for state, shown_as in shown.items()}.get(word or "")
