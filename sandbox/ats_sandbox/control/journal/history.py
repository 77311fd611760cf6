"""What a vendor may know of its own past, for logs that it keeps itself: the journal without the tester's side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.journal import redaction
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.journal import Journal
from ats_sandbox.control.journal.views import whole


@dataclass(frozen=True, slots=True)
class Remembered:
    """One exchange with an operation. What is costly to tell is told when it is asked for."""

    entry: Entry
    operation: Operation

    @property
    def number(self) -> int:
        """Its place among the exchanges of the world."""
        return self.entry.number

    @property
    def at(self) -> int:
        """The world's instant (milliseconds since 1970)."""
        return self.entry.at

    @property
    def ids(self) -> Mapping[str, str]:
        """The parameters of the path."""
        return self.entry.path

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.entry.asked.method

    @property
    def path(self) -> str:
        """The vendor's own path."""
        return self.entry.asked.told_path

    @property
    def query(self) -> str:
        """The query, secrets masked."""
        return redaction.query(self.entry.asked.query, redaction.known_to(self.entry))

    @property
    def principal(self) -> Principal | None:
        """Who called."""
        return self.entry.principal

    @property
    def account(self) -> Any:
        """The linked account as it was then."""
        return self.entry.account

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.entry.status

    def asked(self) -> tuple[Mapping[str, str], Any]:
        """The request's headers and body, secrets masked."""
        request = whole(self.entry)["request"]
        return request["headers"], request["body"]["value"]

    def answered(self) -> tuple[Mapping[str, str], Any]:
        """The answer's headers and body, secrets masked."""
        answer = whole(self.entry)["answer"]
        return answer["headers"], answer["body"]["value"]


def remembered(journal: Journal, vendor: Vendor) -> list[Remembered]:
    """The kept exchanges with a vendor's operations, the oldest first."""
    return [
        Remembered(entry, entry.operation)
        for entry in journal.kept()[0]
        if entry.vendor is vendor and entry.operation is not None
    ]
