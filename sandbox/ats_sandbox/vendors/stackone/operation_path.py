"""What a path says about the operation on it: the nouns, and what is done."""

from dataclasses import dataclass

from ats_sandbox.contract.operation import Operation

_VERBS = frozenset({"move", "reject", "upload", "download"})
_MADE_OF = {"POST": "create", "PATCH": "update", "DELETE": "delete"}


@dataclass(frozen=True, slots=True)
class OperationPath:
    """`nouns` are the resource, the child resource and the sub resource, as far as the path goes."""

    service: str
    nouns: tuple[str, ...]
    action: str | None

    @property
    def resource(self) -> str | None:
        """The first noun."""
        return self.nouns[0] if self.nouns else None

    @property
    def child_resource(self) -> str | None:
        """The second noun."""
        return self.nouns[1] if len(self.nouns) > 1 else None

    @property
    def sub_resource(self) -> str | None:
        """The third noun."""
        return self.nouns[2] if len(self.nouns) > 2 else None


def path_of(operation: Operation) -> OperationPath:
    """The parts of an operation's path. `/unified/ats/…` is the service `ats`; what is not unified is `stackone`."""
    parts = operation.path.strip("/").split("/")
    service = "stackone"
    if parts[0] == "unified":
        service, parts = parts[1], parts[2:]
    names = [part for part in parts if not part.startswith("{")]
    verb = names.pop() if names and names[-1] in _VERBS else None
    one = bool(parts) and parts[-1].startswith("{")
    if not names:
        return OperationPath(service, (), None)
    return OperationPath(service, tuple(names), verb or _MADE_OF.get(operation.method) or ("get" if one else "list"))
