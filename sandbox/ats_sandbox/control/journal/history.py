"""The past exchanges of one vendor, for logs that the vendor itself offers."""

from collections.abc import Mapping

import msgspec

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.journal import redaction
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.journal import Journal
from ats_sandbox.control.journal.views import entry_document
from ats_sandbox.control.wire import WireValue


class RecordedExchange(msgspec.Struct, frozen=True):
    """One exchange with an operation. What is costly to render is rendered on demand."""

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
        return self.entry.asked.text_path

    @property
    def query(self) -> str:
        """The query, secrets masked."""
        return redaction.query(self.entry.asked.query, redaction.public_credentials(self.entry))

    @property
    def principal(self) -> Principal | None:
        """Who called."""
        return self.entry.principal

    @property
    def account(self) -> object:
        """The linked account as it was then."""
        return self.entry.account

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.entry.status

    def asked(self) -> tuple[Mapping[str, str], WireValue]:
        """The request's headers and body, secrets masked."""
        request = entry_document(self.entry)["request"]
        return request["headers"], request["body"]["value"]

    def answered(self) -> tuple[Mapping[str, str], WireValue]:
        """The answer's headers and body, secrets masked."""
        answer = entry_document(self.entry)["answer"]
        return answer["headers"], answer["body"]["value"]


def recorded_exchanges(journal: Journal, vendor: Vendor) -> list[RecordedExchange]:
    """The kept exchanges with a vendor's operations, the oldest first."""
    return [
        RecordedExchange(entry, entry.operation)
        for entry in journal.kept()[0]
        if entry.vendor is vendor and entry.operation is not None
    ]
