"""StackOne's values for the states of the world, and back. The provider's own names travel in `source_value`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Generic, TypeVar, cast

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.stackone.errors import ValueUnknown
from ats_sandbox.vendors.stackone.state import Override
from ats_sandbox.world.domain.jobs import JobStatus, TeamRole
from ats_sandbox.world.domain.offers import OfferStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus

S = TypeVar("S", bound=StrEnum)


class NoteVisibility(StrEnum):
    """Who may read a note: its author alone, or everybody."""

    PRIVATE = "private"
    PUBLIC = "public"


@cache
def _tables() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text("ascii"))


def named(states: type[S], text: object) -> S | None:
    """The state that has this name at the provider, in any case and with blanks or underscores."""
    name = text.casefold().replace(" ", "_") if isinstance(text, str) else ""
    return next((state for state in states if state == name), None)


@dataclass(frozen=True)
class Vocabulary(Generic[S]):
    """One set of states in both directions, from `vocabulary.toml`. `field` is its property."""

    field: str
    states: type[S]

    @cached_property
    def shown(self) -> Mapping[S, str]:
        """The value of each state."""
        return {self.states(state): value for state, value in _tables()[self.field]["shown"].items()}

    @cached_property
    def meant(self) -> Mapping[str, S]:
        """The state that each value means."""
        return {value: self.states(state) for value, state in _tables()[self.field]["read"].items()}

    def show(self, state: S, sent: Override | None = None) -> Document:
        """A state as `{value, source_value}`: as it was sent, while that holds."""
        if sent is not None and sent.against == state:
            return cast(Document, sent.value)
        return {"value": self.shown[state], "source_value": state.upper()}

    def read(self, body: Members | None) -> S | None:
        """The state that `{value, source_value}` means; None when it says nothing.

        The provider's own name counts first, because it is the more exact one.
        """
        value, source = (body or {}).get("value"), (body or {}).get("source_value")
        own = named(self.states, source)
        if own is not None:
            return own
        if isinstance(value, str) and value in self.meant:
            return self.meant[value]
        if value is None and source is None:
            return None
        raise ValueUnknown(field=self.field)

    def override(self, body: Members | None, state: S) -> Override | None:
        """What was sent, to be shown again while the state lasts: several of StackOne's values mean one state."""
        value, source = (body or {}).get("value"), (body or {}).get("source_value")
        if value not in self.meant or named(self.states, source) is not None:
            return None
        return Override({"value": value, "source_value": state.upper() if source is None else source}, state)


APPLICATION_STATUS = Vocabulary("application_status", ApplicationStatus)
JOB_STATUS = Vocabulary("job_status", JobStatus)
OFFER_STATUS = Vocabulary("offer_status", OfferStatus)
NOTE_VISIBILITY = Vocabulary("visibility", NoteVisibility)
TEAM_ROLE = {role: role.replace("_", " ").title() for role in TeamRole}


def team_role(text: str | None) -> TeamRole:
    """The part in a job that a free text means; people whose part the provider does not know interview."""
    return named(TeamRole, text) or TeamRole.INTERVIEW_TEAM
