"""The files that pages load: scripts, the style sheet, an icon; all from this package."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound

FOLDER = Path(__file__).parent / "static"

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
"""By the ends of their names."""


def file(request: Request, name: str) -> Response:
    """A file, or only that it is still the same. Raises NotFound."""
    content, tag, kind = _read(name)
    response = Response(content, content_type=kind, headers={"Cache-Control": "no-cache"})
    response.set_etag(tag)
    response.make_conditional(request)
    return response


@cache
def _names() -> frozenset[str]:
    return frozenset(path.name for path in FOLDER.iterdir() if path.suffix in TYPES)


def _read(name: str) -> tuple[bytes, str, str]:
    if name not in _names():
        raise NotFound
    return _held(name)


@cache
def _held(name: str) -> tuple[bytes, str, str]:
    """Content, digest and type of a file that there is."""
    content = (FOLDER / name).read_bytes()
    return content, sha256(content).hexdigest()[:16], TYPES[Path(name).suffix]
