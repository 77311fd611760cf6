"""What a tester planned for deliveries before their first attempt."""

from typing import TYPE_CHECKING

from ats_sandbox.control.webhooks.delivery import Delivery, DeliveryState
from ats_sandbox.control.webhooks.disturbances import AT_BIRTH, Disturbance, Kind
from ats_sandbox.control.webhooks.notices import Told
from ats_sandbox.world.clock import SECOND

if TYPE_CHECKING:
    from ats_sandbox.control.webhooks.outbox import Outbox


class Plans:
    """Lets new deliveries of one world meet what is planned. The outbox must be locked."""

    def __init__(self, outbox: "Outbox") -> None:
        self._outbox = outbox

    def meet(self, delivery: Delivery, told: Told) -> None:
        """Let a delivery wait for its first attempt, or meet what hinders that."""
        waits = True
        for one in self._outbox.disturbances.met(delivery.subscription, delivery.event, AT_BIRTH):
            if waits and delivery.state is DeliveryState.WAITING:
                self._disturb(delivery, one, told)
                waits = one.kind is not Kind.REORDER
        if waits and delivery.state is DeliveryState.WAITING:
            self._outbox.queues.push(delivery)

    def _disturb(self, delivery: Delivery, planned: Disturbance, told: Told) -> None:
        """Let something go wrong with a delivery."""
        outbox = self._outbox
        delivery.add(f"a tester planned: {planned.kind.value}")
        match planned.kind:
            case Kind.DUPLICATE:
                outbox.queues.push(outbox.numbered(told, delivery.number))
            case Kind.DELAY:
                delivery.next_at = (delivery.next_at or 0) + planned.seconds * SECOND
            case Kind.DROP:
                outbox.end(delivery, DeliveryState.DROPPED)
            case Kind.HOLD:
                delivery.state = DeliveryState.HELD
            case Kind.BEFORE_ANSWER:
                delivery.state, delivery.hurried = DeliveryState.UNDER_WAY, True
            case Kind.REPLAY:
                before = outbox.deliveries.last_accepted(delivery.subscription)
                if before is not None:
                    again = outbox.numbered(Told(before.vendor, before.notice, told.commit), before.number)
                    again.attempts, again.next_at = before.attempts[-1:], delivery.next_at
                    outbox.queues.push(again, delivery.number - 1)
            case Kind.REORDER:
                delivery.state = DeliveryState.HELD
                still = [one for one in planned.held if one.state is DeliveryState.HELD]  # not released, nor dropped
                planned.held = [*still, delivery]
                lacking = planned.count - planned.hits % planned.count
                for one in planned.held:
                    one.held_for = f"{lacking} more, to be sent after {'it' if lacking == 1 else 'them'}"
                if planned.hits % planned.count == 0:
                    self._reorder(planned)

    def _reorder(self, planned: Disturbance) -> None:
        """Let go what was held for it, the last one first."""
        latest = max(one.next_at or 0 for one in planned.held)
        for turn, one in enumerate(reversed(planned.held)):
            one.state, one.next_at = DeliveryState.WAITING, latest
            self._outbox.queues.push(one, turn)
        planned.held = []
