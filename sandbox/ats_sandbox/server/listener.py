"""A listening socket, and the care of the connections that were made to it."""

from collections.abc import Iterator
from typing import Any

from waitress.server import TcpWSGIServer

from ats_sandbox.server.bounds import CONNECTIONS, SPARE
from ats_sandbox.server.channel import Channel
from ats_sandbox.server.dispatcher import Dispatcher
from ats_sandbox.server.task import Watcher


class Listener(TcpWSGIServer):
    """Takes connections in; where too few places are left, those in nobody's use give way.

    `watch` is shown every answered request.
    """

    channel_class = Channel
    task_dispatcher: Dispatcher
    watch: Watcher | None = None
    _map: dict[int, Any]  # what waitress's loop watches, by file descriptor

    def readable(self) -> bool:
        """True when the loop is to look for new connections."""
        excess = len(self._map) - (CONNECTIONS - SPARE)
        if excess > 0:
            for channel in self._expendable()[:excess]:
                channel.will_close = True
        return bool(super().readable())

    def maintenance(self, now: float) -> None:
        """End connections that have been idle, or at the head of a request, for too long."""
        super().maintenance(now)  # type: ignore[arg-type]  # the stub takes whole seconds
        for channel in self._channels():
            channel.will_close |= channel.overdue

    def _expendable(self) -> list[Channel]:
        """The connections that can give way, those that have been quiet longest first."""
        return sorted((one for one in self._channels() if one.expendable), key=lambda one: one.heard)

    def _channels(self) -> Iterator[Channel]:
        return (one for one in self._map.values() if isinstance(one, Channel))
