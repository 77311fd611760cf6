"""The HTTP server: one event loop, on which the application runs where it waits for nothing.

A connection reads a request whole before the application sees it: a body that breaks off never reaches it, and one it
ignores cannot pass for the next request. Alone a body that a client asks leave to send, and that is too long for the
application, stays unsent. A request that may wait goes to a thread; an answer that is to wait, drip or break leaves by
its plan, on a timer of the loop, so that thousands of them cost no thread.

The parser (`parser`, `head`, `chunks`) knows no socket: clients in process have theirs read by it too. `answer` makes
bytes of what the application says; `connection` brings both together, `room` says which connections give way.
"""

from ats_sandbox.server.bounds import HEAD_LIMIT as HEAD_LIMIT
from ats_sandbox.server.parser import Parser as Parser
from ats_sandbox.server.server import Server as Server
from ats_sandbox.server.sockets import CannotListen as CannotListen
from ats_sandbox.server.sockets import PortTaken as PortTaken
from ats_sandbox.server.sockets import check as check
