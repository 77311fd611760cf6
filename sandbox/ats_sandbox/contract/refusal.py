"""Refusals: what an operation may say instead of succeeding, and what was wrong with a request."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, ClassVar

from ats_sandbox.contract.evidence import Evidence, inferred


class Rule(StrEnum):
    """The kind of thing a request got wrong. Each vendor words each kind."""

    MISSING = "missing"
    NULL = "null"
    TYPE = "type"
    PARSE = "parse"
    CHOICE = "choice"
    FORMAT = "format"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    JSON = "json"
    NOT_OBJECT = "not_object"
    NO_BODY = "no_body"
    CUSTOM = "custom"


MOST_FAULTS = 50
"""Faults that one refusal says; what is wrong beyond them is not looked for, where that costs something."""

QUOTED = 1_000
"""Characters of a value that a refusal quotes."""


def shortened(value: Any, room: int) -> tuple[Any, int]:
    """As much of a JSON value as about `room` characters hold, and the room that is left."""
    if isinstance(value, str):
        return (value if len(value) <= room else f"{value[:room]}…"), room - len(value)
    if isinstance(value, list):
        items = []
        for one in value:
            if room <= 0:
                items.append("…")
                break
            item, room = shortened(one, room - 2)
            items.append(item)
        return items, room
    if isinstance(value, dict):
        members = {}
        for name, one in value.items():
            if room <= 0:
                members["…"] = "…"
                break
            name, room = shortened(name, room - 4)
            members[name], room = shortened(one, max(room, 0))
        return members, room
    return value, room - 4


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing wrong with a request.

    `where` is `path`, `query`, `header` or `body`; `path` leads to the value inside it. `expected` names a JSON type,
    a format or the choices; `limit` is the bound that was crossed; `position` is a byte offset in malformed JSON.
    """

    rule: Rule
    path: tuple[str | int, ...] = ()
    where: str = "body"
    expected: str = ""
    value: Any = None
    limit: int | float | None = None
    choices: tuple[str, ...] = ()
    position: int = 0
    text: str = ""

    @property
    def quoted(self) -> Any:
        """The value, to be quoted in an answer: a long one is cut short, so that no refusal outgrows its request."""
        return shortened(self.value, QUOTED)[0]

    def under(self, where: str, *path: str | int) -> "Violation":
        """The same violation, placed."""
        return replace(self, where=where, path=(*path, *self.path))


class Invalid(Exception):
    """A request that fails its declared schemas; the vendor's error format turns it into a refusal.

    `parsed` holds the members that are right, for vendors that look those up before they refuse the rest.
    """

    def __init__(self, *violations: Violation, parsed: Mapping[str, Any] | None = None) -> None:
        super().__init__(violations)
        self.violations = violations
        self.parsed = dict(parsed or {})


class ApiError(Exception):
    """A refusal. Subclasses are facts (`CandidateNotFound`) with a status, a code and a message template.

    `details` fill the template, and tell where the fault is: `field` a member of the body, or of `where`; `parameter`
    one of the path. For testers, `remark` says what is particular about this one, and `fix` what to do. `headers` go
    out with the answer; `violations` say what a validation found. `announces` names the headers that it always or
    sometimes sends.
    """

    status: ClassVar[int]
    code: ClassVar[str | None] = None
    message: ClassVar[str]
    announces: ClassVar[tuple[str, ...]] = ()
    evidence: ClassVar[Evidence] = inferred("no public source names this refusal")

    def __init__(
        self,
        violations: tuple[Violation, ...] = (),
        headers: Mapping[str, str] | None = None,
        text: str | None = None,
        **details: object,
    ) -> None:
        self.details = details
        self.violations = violations
        self.headers = dict(headers or {})
        self.text = text if text is not None else self.message.format(**details)
        super().__init__(self.text)


def refusal(
    name: str,
    status: int,
    message: str,
    about: str = "",
    *,
    code: str | None = None,
    evidence: Evidence | None = None,
    of: type[ApiError] = ApiError,
) -> type[ApiError]:
    """A refusal in one line of a vendor's table: `JobNotFound = refusal("JobNotFound", 404, "Job not found")`.

    `about` says in a sentence what is wrong, for testers who ask why.
    """
    facts = {"__doc__": about, "status": status, "message": message, "code": of.code if code is None else code}
    return type(name, (of,), facts if evidence is None else {**facts, "evidence": evidence})


@dataclass(eq=False)
class Undeclared(Exception):
    """An operation answered something it never declared: a defect of the sandbox, loud in strict mode."""

    operation: str
    what: str
    advice: str = "declare it next to the handler, or stop answering it"

    def __str__(self) -> str:
        return f"{self.operation} {self.what}: {self.advice}"


def violations_in(messages: object, path: tuple[str | int, ...] = ()) -> Iterator[Violation]:
    """The violations inside marshmallow's nested messages, each with its path, in field order."""
    if isinstance(messages, Violation):
        yield replace(messages, path=(*path, *messages.path))
    elif isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from violations_in(inner, path if key == "_schema" else (*path, key))
    elif isinstance(messages, list | tuple):
        for inner in messages:
            yield from violations_in(inner, path)
    else:
        yield Violation(Rule.CUSTOM, path, text=str(messages))
