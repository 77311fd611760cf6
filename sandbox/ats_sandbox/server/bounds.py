"""What one server takes at most: bytes, connections, seconds, threads."""

from collections.abc import Mapping
from typing import Any

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

CONNECTIONS = 200
"""Connections at once, listening sockets among them: below the 256 open files that macOS allows by default."""

SPARE = 10
"""Connections that are left when those in nobody's use begin to give way."""

IDLE_TIME = 1.0
"""Seconds after which a connection without a request gives way, when room is needed."""

HEAD_TIME = 20.0
"""Seconds that a client has to send the head of a request."""

HURRIED_HEAD_TIME = 5.0
"""The same, when room is needed."""

BODY_PAUSE = 30.0
"""Seconds without a byte after which a body that has begun to arrive gives way, when room is needed."""

RESERVED_THREADS = 4
"""Threads for the tester's side, when all others are in use."""

SETTINGS: Mapping[str, Any] = {
    "ident": "ats-sandbox",  # the Server header
    "asyncore_use_poll": True,  # select() fails beyond descriptor 1023; where poll() is missing waitress selects
    "connection_limit": CONNECTIONS,
    "channel_timeout": 300,  # seconds; long, so that a pause in a debugger does not cost a client its connection
    "cleanup_interval": 5,
    "outbuf_high_watermark": 4 * 1024 * 1024,  # of answers that a client does not read; then its thread waits for it
    "recv_bytes": 65_536,
    "max_request_header_size": 1024 * 1024,  # above HEAD_LIMIT, so that a client can send its head and read the 431
    "max_request_body_size": BODY_LIMIT,
    "expose_tracebacks": False,
    "clear_untrusted_proxy_headers": False,  # the application reads X-Forwarded-* itself
}
"""waitress's settings, where they differ from its own or must not change with them. Nagle's delay is off by default."""
