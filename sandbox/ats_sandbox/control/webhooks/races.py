"""Races: events that arrive before what they tell of can be read, and before the answer to the write that caused them.

Vendors promise no order between the two. A receiver that reads at once what it is told of must bear both.
"""

from typing import TYPE_CHECKING, NamedTuple

from ats_sandbox.contract.webhooks import Attempt
from ats_sandbox.control.webhooks.delivery import Delivery, name_of
from ats_sandbox.control.webhooks.disturbances import AT_ATTEMPT, Kind
from ats_sandbox.control.webhooks.notices import Told, webhooks_of
from ats_sandbox.control.webhooks.patience import Patience
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.store.state import Commit

if TYPE_CHECKING:
    from ats_sandbox.control.webhooks.outbox import Outbox

BEFORE_COMMIT = frozenset({Kind.BEFORE_COMMIT})
UNWRITTEN = AT_ATTEMPT - {Kind.SUSPENSION, Kind.ROTATION}
"""Those that an attempt can meet while nothing can be written."""


class Early(NamedTuple):
    """An attempt that was made before the commit took effect, to be put down afterwards."""

    delivery: Delivery
    attempt: Attempt
    generation: int


class Foretold(NamedTuple):
    """What there was to tell of a commit before it took effect: what was told then, and what is left."""

    early: list[Early]
    left: list[Told]


class Races:
    """Lets the events of one world arrive early where a tester planned so."""

    def __init__(self, outbox: "Outbox") -> None:
        self._outbox = outbox
        self._foretold: dict[int, Foretold] = {}

    def foretell(self, draft: Transaction) -> None:
        """Tell of what is about to be written, as far as that is planned. Nobody can write meanwhile, or read it."""
        outbox = self._outbox
        if not outbox.disturbances.planned(Kind.BEFORE_COMMIT):
            return
        commit = draft.commit
        foretold = Foretold([], [])
        patience: Patience | None = None
        for told in outbox.what_there_is(commit, draft):
            patience = patience or Patience(webhooks_of(told.vendor).timeout)
            subscription, event = name_of(told.vendor, told.notice.subscriber.number), told.notice.happening.event
            if patience.left and (met := outbox.disturbances.met(subscription, event, BEFORE_COMMIT)):
                delivery, generation = outbox.begin(told, met[0])
                met += outbox.disturbances.met(subscription, event, UNWRITTEN)
                try:
                    attempt = outbox.tried(delivery, told.notice.subscriber, met, patience)
                except BaseException as error:
                    outbox.fail(delivery, generation, error)
                    if not isinstance(error, Exception):
                        raise
                else:
                    foretold.early.append(Early(delivery, attempt, generation))
            else:
                foretold.left.append(told)
        self._foretold[commit.number] = foretold

    def after(self, commit: Commit) -> Foretold | None:
        """What was told of a commit before it took effect, and what is left; None when nobody looked."""
        return self._foretold.pop(commit.number, None) if self._foretold else None
