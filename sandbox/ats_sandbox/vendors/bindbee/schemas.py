"""The members that answers are made of, the shapes that all share, and the parameters that all take."""

from functools import partial
from operator import attrgetter

from ats_sandbox.contract import fields
from ats_sandbox.contract.fields import Source
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema, schema_of
from ats_sandbox.vendors.bindbee.vocabulary import known
from ats_sandbox.world.clock import iso, iso_seconds

UUID = {"format": "uuid"}
PATH_ID = {"type": "string", **UUID}

text = partial(fields.Text, required=True, allow_none=True)
flag = partial(fields.Boolean, required=True, allow_none=True)
several = partial(fields.Array, required=True, allow_none=True)


def open_enum(name: str, required: bool = True, of: Source | None = None) -> fields.Text:
    """A member that is usually one of the known values, but may be any that the provider uses, or null."""
    return text(required=required, of=of, metadata={"x-known-values": known(name), "x-open-enum": True})


def given(member: str) -> Source:
    """The source of a text, which is empty where nothing was given."""
    read = attrgetter(member)
    return lambda one, _: read(one) or None


def stamp(value: int) -> str:
    """A date-time as the framework writes it: a fraction only where there is one, and then of six digits."""
    return iso_seconds(value) if value % 1000 == 0 else f"{iso(value)[:-1]}000Z"


class Moment(fields.Text):
    """A date-time as the provider gives it, or null."""

    write = staticmethod(iso_seconds)

    def __init__(self, required: bool = True, of: Source | None = None) -> None:
        super().__init__(required=required, allow_none=True, of=of, metadata={"x-format": "iso-datetime"})


class Stamp(fields.Text):
    """A date-time of the API's own."""

    write = staticmethod(stamp)

    def __init__(self, nullable: bool = False, of: Source | None = None, required: bool = True) -> None:
        super().__init__(required=required, allow_none=nullable, of=of, metadata={"format": "date-time"})


class Relation(fields.Anything):
    """The id of a record of another model, that record itself where it was expanded, or null.

    `member` is its own name, by default that of the model; `of` gives the ordinal of the record.
    """

    def __init__(self, kind: str, member: str = "", *, of: Source = "", required: bool = True) -> None:
        about = f"The {noun(kind)}: its id, or itself when expanded"
        source = related("one", kind, member or kind, of or member or kind)
        super().__init__(required=required, of=source, metadata={"description": about})
        self.kind = kind


class Relations(fields.Array):
    """A list of ids, or of related records where they were expanded, or null. `of` gives the ordinals."""

    def __init__(self, kind: str, member: str, *, of: Source = "", required: bool = True) -> None:
        inner = fields.Anything(metadata={"description": f"A {noun(kind)}: its id, or itself when expanded"})
        super().__init__(inner, of=related("several", kind, member, of or member), required=required, allow_none=True)
        self.kind = kind


def related(how: str, kind: str, member: str, of: Source) -> Source:
    """The source of a relation: the ordinals that `of` gives, as a rendering shows `one` or `several` of them."""
    if isinstance(of, str):
        ordinals = attrgetter(of)
        return lambda record, rendering: getattr(rendering, how)(kind, member, ordinals(record))
    return lambda record, rendering: getattr(rendering, how)(kind, member, of(record, rendering))


def noun(kind: str) -> str:
    """The name of a model in running text."""
    return kind.replace("_", " ")


class AtsModel(ResponseSchema):
    """What every record has; `Rendering` writes it."""

    id = fields.Text(required=True, metadata=UUID)
    remote_id = text()
    modified_at = Stamp()
    raw_data = fields.FreeObject(allow_none=True)
    custom_fields = fields.FreeObject(required=True, allow_none=True)


AtsUrl = schema_of(ResponseSchema, "AtsUrl", "An address on the web and what is there.", value=text(), url_type=text())


class ConnectorHeaders(QuerySchema):
    """The header of an operation on one connector."""

    connector_token = fields.Text(required=True, data_key="x-connector-token")
