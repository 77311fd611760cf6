"""What one server takes at most: bytes, connections, seconds, threads."""

from contextlib import suppress

from ats_sandbox.contract.body import LARGEST

HEAD_LIMIT = 64 * 1024
"""Bytes of a request line and its headers together; more is answered 431."""

LINE_LIMIT = 16 * 1024
"""Bytes of a request line; more is answered 414. A link that repeats it, percent-encoded, still fits into a head."""

CHUNK_LINE_LIMIT = 256
"""Bytes of the line that says how long a chunk is, extensions included; more is answered 400."""

TRAILER_LIMIT = 8 * 1024
"""Bytes of the fields behind a chunked body; more is answered 400."""

BODY_LIMIT = 64 * 1024 * 1024
"""Bytes of a body that are read; more is answered 413. The application's own bound is far below."""

INVITED_LIMIT = LARGEST
"""Bytes of a body for which a client that asks gets leave; the application answers a longer one without seeing it."""

AHEAD_LIMIT = 64 * 1024
"""Bytes that are read of further requests while one is in hand; the rest waits with the client."""

UNREAD_LIMIT = 4 * 1024 * 1024
"""Bytes of answers that a client asks for and does not read; with more it is answered no further."""

MOST_CONNECTIONS = 16_384
"""Connections at once, where the system allows as many open files."""

OTHER_FILES = 64
"""Open files that are left for everything else: listening sockets, calls to clients, the files of the program."""

IDLE_TIME = 300.0
"""Seconds that a connection is kept without a request; long, so that a pause in a debugger does not cost it."""

HEAD_TIME = 20.0
"""Seconds that a client has to send the head of a request."""

HURRIED_HEAD_TIME = 5.0
"""The same, when room is needed."""

BODY_PAUSE = 30.0
"""Seconds without a byte after which a body that has begun to arrive gives way, when room is needed."""

LOOKING_TIME = 1.0
"""Seconds between two looks for connections that take too long."""

PARTING_TIME = 2.0
"""Seconds in which a client that was refused amid its sending can read why, before the connection is closed."""

DEAF_TIME = 30.0
"""Seconds for which a client may leave a stream unread before it is cut off."""

RESERVED_THREADS = 4
"""Threads for the tester's side when vendors' requests have all others, and for those when it has."""


def connections() -> int:
    """How many connections this process can have at once. Asks the system for as many open files as that takes."""
    try:
        import resource
    except ImportError:  # Windows, which counts none
        return MOST_CONNECTIONS
    wanted = MOST_CONNECTIONS + OTHER_FILES
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed != resource.RLIM_INFINITY and allowed < wanted:
        more = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        with suppress(OSError, ValueError):  # macOS allows fewer than it says
            resource.setrlimit(resource.RLIMIT_NOFILE, (more, most))
        allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MOST_CONNECTIONS if allowed == resource.RLIM_INFINITY else max(min(allowed, wanted) - OTHER_FILES, 1)
