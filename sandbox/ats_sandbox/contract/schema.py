"""The two families of schemas: what comes in and what goes out."""

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from types import FunctionType
from typing import Any, ClassVar, Generic, cast

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError
from marshmallow.fields import Field
from marshmallow.schema import SchemaMeta
from typing_extensions import TypeVar

Members = dict[str, Any]
"""What a schema read: its members by name."""

M = TypeVar("M", default=Members)
S = TypeVar("S", bound=Schema)


class LeanSchemaMeta(SchemaMeta):
    """Spares a schema the search for its processors: one that defines no function has those of its parent.

    Every attribute of every schema is looked through otherwise, which is much of what starting costs.
    """

    processors: dict[str, list[Any]]

    def resolve_hooks(self) -> dict[str, list[Any]]:
        """The processors (`pre_load` and its like) of this schema."""
        parent = self.__bases__[0]
        bare = not any(isinstance(own, (FunctionType, classmethod, staticmethod)) for own in vars(self).values())
        if bare and len(self.__bases__) == 1 and isinstance(parent, LeanSchemaMeta):
            self.processors = parent.processors
        else:
            self.processors = super().resolve_hooks()
        return self.processors


class RequestSchema(Schema, Generic[M], metaclass=LeanSchemaMeta):
    """A body or part of one. Members it does not name are ignored, at every depth.

    It reads as a mapping; a schema that names a TypedDict, `RequestSchema[OfferMembers]`, gives handlers its types.

    `also_reads` are members that it takes for others before it looks for its own.
    """

    reads_text = False
    also_reads: ClassVar[tuple[str, ...]] = ()

    class Meta:
        unknown = EXCLUDE

    whole: ClassVar[bool] = False
    """True where what is absent reads as None."""

    @cached_property
    def _blank(self) -> Members:
        """What nothing at all reads as."""
        return {one.attribute or name: None for name, one in self.fields.items()} if self.whole else {}

    @cached_property
    def members_of(self) -> Callable[[dict[str, Any]], Members]:
        """What the members of an object read as. Raises the first ValidationError, and does not look for others."""
        from ats_sandbox.contract.reader import reader_of

        return reader_of(self, self._blank)

    @cached_property
    def straight(self) -> bool:
        """True where nothing but the members decides how an object is read."""
        return self.unknown == EXCLUDE and not (self.many or self.partial or any(self._hooks.values()))

    def _deserialize(self, data: Any, **how: Any) -> Any:
        """Read an object. Where all is well nothing is collected; what is wrong is told by marshmallow's own way."""
        if not (how.get("many") or how.get("partial")) and how.get("unknown") == EXCLUDE and isinstance(data, dict):
            with suppress(ValidationError):
                return self.members_of(data)
        read: Any = super()._deserialize(data, **how)
        return read if how["error_store"].errors or how.get("many") else {**self._blank, **read}


class QuerySchema(RequestSchema[M]):
    """Parameters of a URL: every value arrives as text."""

    reads_text = True


class ResponseSchema(Schema, metaclass=LeanSchemaMeta):
    """A document or part of one. It describes: views build the document, conformance holds it against this."""

    class Meta:
        unknown = RAISE


def shape_of(name: str, /, **members: Field[Any]) -> type[ResponseSchema]:
    """A schema of these members, for a small part of an answer or one that is derived from others."""
    return cast(type[ResponseSchema], ResponseSchema.from_dict(members, name=name))


def request_of(name: str, /, **members: Field[Any]) -> type[RequestSchema]:
    """A request schema of these members."""
    return cast(type[RequestSchema], RequestSchema.from_dict(members, name=name))


def schema_of(parent: type[S], name: str, about: str, /, **members: Field[Any]) -> type[S]:
    """A schema of these members and of its parent's; what it is about stands in the documents."""
    return cast(type[S], type(name, (parent,), {"__doc__": about, **members}))
