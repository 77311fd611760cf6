"""What browsers are told about answers: which pages may read them, and that their types are to be believed."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

UNGUESSED = ("X-Content-Type-Options", "nosniff")
"""Has browsers take an answer for what its type says."""

EXPOSED = ", ".join(
    (
        "Link",
        "Location",
        "Preference-Applied",
        "Retry-After",
        "X-RateLimit-Concurrent-Limit",
        "X-RateLimit-Concurrent-Remaining",
        "X-RateLimit-Limit",
        "X-RateLimit-Remaining",
        "X-RateLimit-Reset",
        "X-Sandbox-Fault",
        "X-Sandbox-Note",
        "X-Sandbox-Why",
        "X-Total-Count",
    )
)


def unguessed(start_response: "StartResponse") -> "StartResponse":
    """Have browsers not take an answer for the HTML that a candidate's name may hold."""

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
        return start_response(status, [*headers, UNGUESSED], exc_info)

    return start


def shared(environ: "WSGIEnvironment", start_response: "StartResponse") -> "StartResponse":
    """Let the requesting origin read the answer, whatever its status."""

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
        allowed = [
            ("Access-Control-Allow-Origin", environ["HTTP_ORIGIN"]),
            ("Access-Control-Allow-Credentials", "true"),
            ("Access-Control-Expose-Headers", EXPOSED),
            ("Vary", "Origin"),
        ]
        return start_response(status, [*headers, *allowed], exc_info)

    return start


def is_preflight(environ: "WSGIEnvironment") -> bool:
    """True for the question of a browser whether a page may make a request."""
    return (
        environ["REQUEST_METHOD"] == "OPTIONS"
        and "HTTP_ORIGIN" in environ
        and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ
    )


def preflight(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Allow the method and the headers that a browser asks about."""
    headers = [
        ("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE"),
        ("Access-Control-Allow-Headers", environ.get("HTTP_ACCESS_CONTROL_REQUEST_HEADERS", "*")),
        ("Access-Control-Max-Age", "600"),
    ]
    start_response("204 No Content", headers)
    return []
