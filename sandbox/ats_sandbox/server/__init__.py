"""The HTTP server: waitress, with a hand on the socket of every request.

waitress reads requests, keeps connections alive and runs the application in threads. A request is read whole before
the application sees it: a body that breaks off never reaches it, and one it ignores cannot pass for the next request.
Alone a body that a client asks leave to send, and that is too long for the application, stays unsent.

What a sandbox must be able to do besides (reset a connection, cut an answer short, drip it, hold it back) is added at
the places waitress leaves open for subclasses: the channel (one connection) names its task and its parser, the task
(one request) makes the environ and writes the answer, the listener looks after the connections, the dispatcher after
the threads. The socket itself is closed by waitress's loop alone, on a mark set elsewhere.
"""

from ats_sandbox.server.bounds import HEAD_LIMIT as HEAD_LIMIT
from ats_sandbox.server.bounds import SETTINGS as SETTINGS
from ats_sandbox.server.connection import CONNECTION as CONNECTION
from ats_sandbox.server.parser import Parser as Parser
from ats_sandbox.server.server import Server as Server
from ats_sandbox.server.sockets import CannotListen as CannotListen
from ats_sandbox.server.sockets import PortTaken as PortTaken
from ats_sandbox.server.sockets import check as check
