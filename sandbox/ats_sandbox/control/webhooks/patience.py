"""How long a receiver may hold up whoever waits for it."""

from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

from ats_sandbox.contract.outgoing import Unreachable
from ats_sandbox.control.webhooks.receivers import Answer, Message, Receiver
from ats_sandbox.world.clock import SECOND


class Patience:
    """So many milliseconds of the machine's own time, from now on, for all who are waited for together."""

    def __init__(self, limit: int) -> None:
        self._ends = monotonic() + limit / SECOND

    @property
    def left(self) -> float:
        """Seconds that are left; 0 for none."""
        return max(self._ends - monotonic(), 0.0)

    def with_receiver(self, receiver: Receiver) -> Receiver:
        """The same receiver, which is waited for no longer."""
        return Awaited(receiver, self)


class Awaited:
    """A receiver that runs in a thread of its own, so that whoever waits for it can give it up."""

    here = True

    def __init__(self, receiver: Receiver, patience: Patience) -> None:
        self._receiver = receiver
        self._patience = patience

    def receive(self, message: Message, timeout: int) -> Answer:
        answered: SimpleQueue[Answer | BaseException] = SimpleQueue()
        context = copy_context()

        def receive() -> None:
            try:
                answered.put(context.run(self._receiver.receive, message, timeout))
            except BaseException as error:  # noqa: BLE001  # raised by whoever waits
                answered.put(error)

        seconds = min(timeout / SECOND, self._patience.left)
        Thread(target=receive, name="ats-sandbox receiver", daemon=True).start()
        try:
            found = answered.get(timeout=seconds)
        except Empty:
            raise Unreachable(f"no answer within {seconds:g} seconds") from None
        if isinstance(found, BaseException):
            raise found
        return found
