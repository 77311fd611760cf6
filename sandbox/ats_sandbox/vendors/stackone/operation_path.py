"""What a path says about the operation on it: the nouns, and what is done."""

from functools import cache
from typing import NamedTuple

from ats_sandbox.contract.operation import Operation

_VERBS = frozenset({"move", "reject", "upload", "download"})
_MADE_OF = {"POST": "create", "PATCH": "update", "DELETE": "delete"}


class OperationPath(NamedTuple):
    """`nouns` are the resource, the child resource and the sub resource, as far as the path goes."""

    service: str
    nouns: tuple[str, ...]
    action: str | None

    def noun(self, place: int) -> str | None:
        """The noun at a place, from 0, if the path goes that far."""
        return self.nouns[place] if place < len(self.nouns) else None


@cache
def path_of(operation: Operation) -> OperationPath:
    """The parts of an operation's path. `/unified/ats/…` is the service `ats`; what is not unified is `stackone`."""
    parts = operation.path.strip("/").split("/")
    service = "stackone"
    if parts[0] == "unified":
        service, parts = parts[1], parts[2:]
    nouns = [part for part in parts if not part.startswith("{")]
    action = nouns.pop() if nouns and nouns[-1] in _VERBS else _MADE_OF.get(operation.method)
    reads = "get" if parts and parts[-1].startswith("{") else "list"
    return OperationPath(service, tuple(nouns), (action or reads) if nouns else None)
