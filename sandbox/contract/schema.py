"""The two families of schemas: what comes in and what goes out."""

from typing import ClassVar

from marshmallow import EXCLUDE, RAISE, Schema


class RequestSchema(Schema):
    """A body or part of one. Members it does not name are ignored, at every depth.

    `also_reads` are members that it takes for others before it looks for its own.
    """

    reads_text = False
    also_reads: ClassVar[tuple[str, ...]] = ()

    class Meta:
        unknown = EXCLUDE


class QuerySchema(RequestSchema):
    """Parameters of a URL: every value arrives as text."""

    reads_text = True


class ResponseSchema(Schema):
    """A document or part of one. It describes: views build the document, conformance holds it against this."""

    class Meta:
        unknown = RAISE
