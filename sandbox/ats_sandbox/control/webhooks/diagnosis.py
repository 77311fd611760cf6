"""What a signature clinic finds out about a receiver."""

from enum import StrEnum

import msgspec

from ats_sandbox.contract.webhooks import Result


class Verdict(StrEnum):
    """What is the matter."""

    ACCEPTS = "accepts"
    """It takes the message as it ought to be."""
    STATUS = "status"
    """It takes the message, and says so by a status that the vendor does not count as success."""
    MISTAKE = "mistake"
    """It takes the message of one known mistake."""
    SEVERAL = "several"
    """It takes the messages of several mistakes, which cannot be told apart."""
    OTHER_CLOCK = "other_clock"
    """It takes the message when that is dated by the machine's clock in place of the world's."""
    OTHER_KEY = "other_key"
    """It takes the message when that is signed with the key of another subscription, or with an expired one."""
    UNSIGNED = "unsigned"
    """It takes the message without a signature only."""
    NO_KEY = "no_key"
    """There is no key, so that nothing is signed, and it takes none of what was tried."""
    AWAY = "away"
    """Nobody answers."""
    UNKNOWN = "unknown"
    """Nothing that was tried fits."""


class Probe(msgspec.Struct, frozen=True):
    """A message that was sent to see what a receiver makes of it. It is no delivery, and in no log.

    `name` is that of a mistake, or `right`, `garbage` (signed with a key that nobody knows), `unsigned`, `expired-key`,
    `machine-clock`, or `key-of-` and the subscription whose key signed it.
    """

    name: str
    about: str
    result: Result
    status: int | None
    said: str

    @property
    def accepted(self) -> bool:
        """True when the vendor takes the answer as success."""
        return self.result is Result.ACCEPTED

    @property
    def let_through(self) -> bool:
        """True when the receiver was content, whatever the vendor makes of its status."""
        return self.accepted or (self.status is not None and 200 <= self.status < 300)


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True):
    """What the clinic found. `at` is when (an instant of the world); `mistakes` are the names of all that fit.

    `verifies` tells whether the receiver refuses what is signed with a key that nobody knows; None when that could not
    be seen. `says` is what is the matter, and `advice` what to change; empty for nothing.
    """

    delivery: int
    at: int
    verdict: Verdict
    mistakes: tuple[str, ...]
    verifies: bool | None
    says: str
    advice: str
    probes: tuple[Probe, ...]

    @property
    def mistake(self) -> str:
        """The name of the one mistake that fits; empty where none does, or several."""
        return self.mistakes[0] if len(self.mistakes) == 1 else ""

    def __str__(self) -> str:
        """All of it in lines, as the command `clinic` prints it."""
        from ats_sandbox.control.webhooks.operations.views import diagnosis_document
        from ats_sandbox.control.webhooks.wording import diagnosis_text

        return diagnosis_text(diagnosis_document(self))
