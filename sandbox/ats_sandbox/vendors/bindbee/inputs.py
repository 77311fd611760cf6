"""Request fields that read as Pydantic reads: lenient with booleans and numbers in text, strict with strings."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from marshmallow import ValidationError, pre_load

from ats_sandbox.contract import fields
from ats_sandbox.contract.fields import fault
from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.vendors.bindbee import schemas
from ats_sandbox.vendors.bindbee.ids import FORMS, NoUuid, canonical, id_in
from ats_sandbox.world.clock import parse_instant

_INTEGER = re.compile(r"\s*([+-]?\d+(?:_\d+)*)(?:\.0+)?\s*", re.ASCII)
LONGEST_NUMBER = 4_000
"""Characters of a number in a text."""
_MAILBOX = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[\w-]+(\.[\w-]+)+")
NO_DATETIME = "invalid datetime"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)


class Boolean(fields.Boolean):
    """A boolean, or one of the words and numbers that stand for it."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(yes=["true", "1", "yes", "on", "t", "y"], no=["false", "0", "no", "off", "f", "n"], **facts)

    def accept(self, value: object) -> object:
        if isinstance(value, bool):
            return value
        if isinstance(value, str):
            return self.parse(value)
        if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
            if value in (0, 1):
                return bool(value)
            raise fault(Rule.PARSE, expected="boolean", value=value)
        raise self.refused(value)


class Whole(fields.Integer):
    """An integer in a body, or a text or a fraction that is one."""

    def accept(self, value: object) -> Any:
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, str) and len(value) <= LONGEST_NUMBER and (found := _INTEGER.fullmatch(value)):
            value = int(found[1])
        elif isinstance(value, str):
            raise fault(Rule.PARSE, expected="integer", value=value)
        elif isinstance(value, float) and not value.is_integer():
            raise fault(Rule.PARSE, expected="whole", value=value)
        return super().accept(value)


class Number(fields.Number):
    """A number, in a body also as a text or a boolean."""

    json = "float"

    def accept(self, value: object) -> object:
        if isinstance(value, str):
            return self.parse(value)
        return super().accept(float(value) if isinstance(value, bool) else value)


class OneOf(fields.Choice):
    """One of a closed list of strings; what is no string is none of them either, and null neither."""

    def __init__(self, choices: Iterable[str], **options: Any) -> None:
        super().__init__(choices, **options)
        self.choices = tuple(map(str, choices))

    def accept(self, value: object) -> Any:
        if value not in self.choices:
            raise fault(Rule.CHOICE, value=value, choices=self.choices)
        return value

    def make_error(self, key: str, **facts: Any) -> ValidationError:
        if key == "null":
            return fault(Rule.CHOICE, choices=self.choices)
        return super().make_error(key, **facts)


class Count(fields.Integer):
    """An integer in a URL."""

    def parse(self, text: str) -> int:
        found = _INTEGER.fullmatch(text)
        if found is None or len(text) > LONGEST_NUMBER:
            raise fault(Rule.PARSE, expected="integer", value=text)
        return int(found[1])


class Formatted(fields.Text):
    """A text of a format, as `reads` gives it back; what that raises is the reason of a refusal."""

    def __init__(self, json: str, format: str, reads: Callable[[str], str], **facts: Any) -> None:
        super().__init__(**facts)
        self.json, self.format, self.reads = json, format, reads

    def accept(self, value: object) -> object:
        try:
            return self.reads(super().accept(value))
        except ValueError as reason:
            raise fault(Rule.FORMAT, expected=self.json, value=value, text=str(reason)) from None


Uuid = partial(Formatted, "uuid", "uuid", canonical)
"""A UUID in any of the forms that are read, as its canonical form."""


class Parsed(fields.Text):
    """A text of a URL as what `reads` makes of it, which is None for one that is refused.

    An empty text asks for nothing, unless it is read like any other. `format` and `pattern` are what others match.
    """

    def __init__(
        self,
        reads: Callable[[str], object],
        complaint: str,
        *,
        empty: bool = True,
        format: str | None = None,
        pattern: str | None = None,
        **facts: Any,
    ) -> None:
        super().__init__(**facts)
        self.reads = reads
        self.complaint = complaint
        self.empty = empty
        self.format = format
        self.pattern = f"({pattern})?" if pattern and empty else pattern

    def accept(self, value: object) -> object:
        text = super().accept(value)
        if self.empty and not text:
            return None
        read = self.reads(text)
        if read is None:
            raise fault(Rule.CUSTOM, text=self.complaint, value=value)
        return read


def _ids_in(text: str) -> list[str] | None:
    try:
        return [canonical(part.strip()) for part in text.split(",")]
    except NoUuid:
        return None


Words = partial(Parsed, str, "")
"""A text as it is."""

IdList = partial(Parsed, _ids_in, "invalid id", pattern=rf"\s*({FORMS})\s*(,\s*({FORMS})\s*)*")
"""Ids separated by commas, read as a list of canonical UUIDs."""

Cursor = partial(Parsed, id_in, "invalid cursor")
"""Where a list goes on, read as the id of the record before."""

Instant = partial(Parsed, parse_instant, NO_DATETIME, empty=False, format="date-time")
"""An ISO 8601 date-time, read as milliseconds since 1970; without an offset it is UTC. A lost one is no date-time."""


class Moment(fields.Text):
    """An ISO 8601 date-time in a body, kept as it was sent."""

    format = "date-time"

    def accept(self, value: object) -> object:
        text = super().accept(value)
        if parse_instant(text) is None:
            raise fault(Rule.CUSTOM, text=NO_DATETIME, value=value)
        return text


class Base64(fields.Text):
    """Bytes in base64, judged when they are kept."""

    pattern = "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"


def _address(text: str) -> str:
    if not text.strip():
        raise ValueError("input is empty")
    found = _SCHEME.fullmatch(text.strip())
    if found is None:
        raise ValueError("relative URL without a base")
    if found[1].lower() not in ("http", "https"):
        raise ValueError("URL scheme should be 'http' or 'https'")
    if not re.split(r"[/?#]", found[2].lstrip("/"), maxsplit=1)[0]:
        raise ValueError("empty host")
    return text


def _mailbox(text: str) -> str:
    name, at, domain = text.rpartition("@")
    if not at:
        raise ValueError("An email address must have an @-sign.")
    if not name:
        raise ValueError("There must be something before the @-sign.")
    if "." not in domain.strip("."):
        raise ValueError("The part after the @-sign is not valid. It should have a period.")
    if not _MAILBOX.fullmatch(text):
        raise ValueError("The email address contains invalid characters.")
    return text


Email = partial(Formatted, "email", "email", _mailbox)
"""An e-mail address."""

Url = partial(Formatted, "url", "uri", _address, least=1, most=2083)
"""An http or https address of at most 2083 characters."""


class Dictionary(fields.FreeObject):
    """An object with any members."""

    json = "dictionary"


class AtsUrlInput(RequestSchema):
    """An address on the web; `type` is taken for `url_type`, as published samples have it."""

    value = fields.Text(required=True, allow_none=True)
    url_type = schemas.open_enum("url_type")
    also_reads = ("type",)

    @pre_load
    def by_its_other_name(self, data: object, **_: object) -> object:
        """`type` where `url_type` is missing."""
        if isinstance(data, dict) and "url_type" not in data and "type" in data:
            return {**data, "url_type": data["type"]}
        return data


class PostingUrl(fields.Nested):
    """An address on the web, or a text, which is that of a job advertisement."""

    def _deserialize(self, value: Any, *rest: Any, **options: Any) -> Any:
        wrapped = {"value": value, "url_type": "JOB_POSTING"} if isinstance(value, str) else value
        return super()._deserialize(wrapped, *rest, **options)


class Option(fields.FreeObject):
    """A choice of a question: an object with any members, or a text, which is its label."""

    json = "dictionary"

    def accept(self, value: object) -> Any:
        return super().accept({"label": value} if isinstance(value, str) else value)


class Texts(Dictionary):
    """An object whose members are strings."""

    def accept(self, value: object) -> object:
        members = super().accept(value)
        wrong = {
            name: [Violation(Rule.TYPE, expected="string", value=one)]
            for name, one in members.items()
            if not isinstance(one, str)
        }
        if wrong:
            raise ValidationError(wrong)
        return members


class Content(fields.Anything):
    """A string, an array or an object; each of them says what it is not."""

    def accept(self, value: object) -> object:
        if isinstance(value, str | list | dict):
            return value
        members = {"str": "string", "list[any]": "array", "dict[str,any]": "dictionary"}
        raise ValidationError(
            {name: [Violation(Rule.TYPE, expected=wanted, value=value)] for name, wanted in members.items()}
        )
