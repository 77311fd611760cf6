"""The handshake drill: a subscription is activated against a receiver that does not answer as it ought to."""

from enum import StrEnum

import msgspec

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhooks import Handshake
from ats_sandbox.control.errors import Unfit
from ats_sandbox.control.journal.recording import WHY
from ats_sandbox.control.webhooks.disturbances import refused
from ats_sandbox.control.webhooks.notices import webhooks_of
from ats_sandbox.control.webhooks.own_client import OwnClient
from ats_sandbox.control.webhooks.receivers import Answer, Function, Message
from ats_sandbox.control.webhooks.switchboard import Switchboard
from ats_sandbox.world.clock import SECOND
from ats_sandbox.world.spelling import no_such


class HandshakeCase(StrEnum):
    """How a receiver answers a handshake."""

    RIGHT = "right"
    """As it ought to: activation succeeds."""
    LATE = "late"
    """Rightly, but a second after the vendor has given up."""
    WRONG_VALUE = "wrong_value"
    """With another value than the one that came."""
    NO_CONTENT = "no_content"
    """With the value, and status 204."""
    REDIRECT = "redirect"
    """With the value, and a redirect."""
    HEADER_DROPPED = "header_dropped"
    """Without the header, as behind a proxy that lets only some through."""


class HandshakeReport(msgspec.Struct, frozen=True):
    """What a client got that activated a subscription: `status`, and `why` beside it. `asked` is the handshake."""

    case: HandshakeCase
    status: int
    why: str
    asked: Message | None


class HandshakeDrill:
    """Activates subscriptions of one vendor."""

    def __init__(self, vendor: Vendor, switchboard: Switchboard, client: OwnClient) -> None:
        self._vendor = vendor
        self._switchboard = switchboard
        self._client = client
        declared = webhooks_of(vendor).handshake
        if declared is None:
            raise Unfit(problem=f"{vendor.title} shakes no hands: subscriptions are made in its dashboard")
        self._handshake = declared

    def activate(self, id: str, url: str, case: HandshakeCase) -> HandshakeReport:
        """Activate a subscription, by what the vendor calls it, with a receiver at its address that behaves so."""
        asked: list[Message] = []

        def receive(message: Message) -> Answer:
            asked.append(message)
            return answer_of(self._handshake, message, case)

        receivers = self._switchboard.receivers
        before = receivers.get(url)
        receivers[url] = Function(receive, self._handshake.status)
        try:
            answer = self._client.ask(self._vendor, self._handshake.method, self._handshake.path.format(id=id))
        finally:
            if before is None:
                receivers.end(url)
            else:
                receivers[url] = before
        if answer is None:
            raise Unfit(problem="nothing answers requests in this process")
        return HandshakeReport(case, answer.status, answer.headers.get(WHY.lower(), ""), asked[0] if asked else None)


def answer_of(handshake: Handshake, message: Message, case: HandshakeCase) -> Answer:
    """What a receiver answers."""
    secret = message.header.get(handshake.header.lower(), "")
    echo = ((handshake.header, secret),)
    match case:
        case HandshakeCase.RIGHT:
            return Answer(handshake.status, echo)
        case HandshakeCase.LATE:
            return Answer(handshake.status, echo, after=handshake.timeout / SECOND + 1)
        case HandshakeCase.WRONG_VALUE:
            return Answer(handshake.status, ((handshake.header, secret[::-1]),))
        case HandshakeCase.NO_CONTENT:
            return Answer(204, echo)
        case HandshakeCase.REDIRECT:
            return Answer(307, (("Location", f"{message.url}/"), *echo))
        case HandshakeCase.HEADER_DROPPED:
            return Answer(handshake.status)


def case_of(name: str) -> HandshakeCase:
    """A case by its name. Raises BadRequest."""
    if name not in set(HandshakeCase):
        raise refused("case", no_such("handshake", name, [one.value for one in HandshakeCase]), name)
    return HandshakeCase(name)
