"""One version in a process of its own: `version.py SOURCE module:name` times the requests that it reads, a line each.

It imports nothing of this version, so that the other one is not mixed with it.
"""

import json
import sys
from importlib import import_module
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any

from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder


def timed(application: Any, calls: int, method: str, path: str, headers: dict[str, str], body: str) -> list[float]:
    """The median seconds of some calls; empty when the request is not answered with success every time."""
    content = body.encode("latin-1")
    environ = EnvironBuilder(method=method, path=path, headers=Headers(headers), data=content or None).get_environ()
    statuses: list[str] = []
    taken = []
    for _ in range(calls):
        begun = perf_counter()
        answer = application(
            {**environ, "wsgi.input": BytesIO(content)}, lambda status, *_: statuses.append(status) or (lambda _: None)
        )
        b"".join(answer)
        taken.append(perf_counter() - begun)
    return [median(taken)] if all(status.startswith("2") for status in statuses) else []


def main() -> None:
    """Read requests and write their times."""
    sys.path[0] = sys.argv[1]
    module, _, name = sys.argv[2].partition(":")
    application = getattr(import_module(module), name)()
    for line in sys.stdin:
        print(json.dumps(timed(application, **json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
