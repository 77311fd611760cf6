"""What the documents say of the texts and numbers that requests carry is what is read: no more, no less."""

import re
from collections.abc import Iterator
from typing import Any

import marshmallow as ma
import pytest

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import AnySchema, instance
from ats_sandbox.contract.comma_separated import CommaSeparated
from ats_sandbox.contract.openapi import document_of
from ats_sandbox.contract.schema import QuerySchema, RequestSchema
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.api import CONTROL
from ats_sandbox.control.journal.schemas import PageQuery as JournalQuery
from ats_sandbox.vendors import VENDORS
from ats_sandbox.vendors.bindbee.inputs import IdList
from ats_sandbox.vendors.smartrecruiters.places import Degrees, KnownCountry
from ats_sandbox.vendors.smartrecruiters.webhooks.addresses import email
from ats_sandbox.vendors.stackone.connectors import ConnectorQuery
from ats_sandbox.vendors.stackone.queries import Digits

each_vendor = pytest.mark.parametrize("vendor", [*VENDORS, CONTROL], ids=lambda vendor: vendor.name)

UUID = "0194b3c4-7f6e-7abc-8def-0123456789ab"


def inside(field: ma.fields.Field[Any]) -> Iterator[ma.fields.Field[Any]]:
    """A field, what it holds, and what that holds."""
    yield field
    if isinstance(field, fields.Array):
        yield from inside(field.inner)
    elif isinstance(field, fields.Nested):
        for one in field.schema.fields.values():
            yield from inside(one)


def asked(vendor: Vendor) -> Iterator[fields.Strict]:
    """Every field that a request to a vendor may fill in."""
    for operation in vendor.operations:
        schemas: list[AnySchema] = [one for one in (operation.query, operation.headers) if one is not None]
        if operation.body is not None:
            operation.body.content(lambda schema, into=schemas: into.append(schema) or {})  # type: ignore[misc]
        for schema in schemas:
            for field in instance(schema).fields.values():
                yield from (one for one in inside(field) if isinstance(one, fields.Strict))


def reads(field: ma.fields.Field[Any], value: object) -> bool:
    try:
        field.deserialize(value)
    except ma.ValidationError:
        return False
    return True


def parts(document: object) -> Iterator[dict[str, Any]]:
    """Every object in a document."""
    if isinstance(document, dict):
        yield document
    for one in document.values() if isinstance(document, dict) else document if isinstance(document, list) else ():
        yield from parts(one)


@each_vendor
def test_nothing_is_no_text_of_a_format(vendor: Vendor) -> None:
    formatted = [one for one in asked(vendor) if isinstance(one, fields.Text) and one.format]

    assert not [one for one in formatted if reads(one, "")]
    assert all(one.form["minLength"] == 1 for one in formatted)


@each_vendor
def test_an_array_says_what_is_in_it(vendor: Vendor) -> None:
    """Generators of clients leave out what holds an array of they know not what."""
    arrays = [one for one in parts(document_of(vendor)) if "array" in (one.get("type") or ())]

    assert not [one for one in arrays if "items" not in one]


@each_vendor
def test_no_parameter_is_null(vendor: Vendor) -> None:
    """A URL and a header have no way to say it."""
    document = document_of(vendor)
    for operation in vendor.operations:
        for schema in filter(None, (operation.query, operation.headers)):
            found = [one for field in instance(schema).fields.values() for one in inside(field)]
            assert not [one.name for one in found if one.allow_none and isinstance(one, fields.Strict)]
        parameters = document["paths"][operation.path][operation.method.lower()]["parameters"]
        assert not [one for one in parts(parameters) if "null" in (one.get("type") or ())]


@each_vendor
def test_the_files_of_a_form_stand_beside_its_texts(vendor: Vendor) -> None:
    """Tools look there, and not into parts of the schema, to tell which of the form's members are files."""
    document = document_of(vendor)
    forms = [one["multipart/form-data"]["schema"] for one in parts(document) if "multipart/form-data" in one]
    named = [
        document["components"]["schemas"][one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in forms
    ]

    for form in named:
        files = [name for name, one in form["properties"].items() if one.get("format") == "binary"]
        assert files
        assert set(files) <= set(form["required"])


@each_vendor
def test_a_body_that_need_not_be_there_needs_no_member(vendor: Vendor) -> None:
    document = document_of(vendor)
    needed = []
    for path in document["paths"].values():
        for operation in path.values():
            body = operation.get("requestBody", {"required": True, "content": {}})
            schemas = [] if body["required"] else [one["schema"]["$ref"] for one in body["content"].values()]
            names = [reference.rpartition("/")[2] for reference in schemas]
            needed += [name for name in names if document["components"]["schemas"][name].get("required")]

    assert not needed


class Texts(RequestSchema):
    """Texts in a body that have a pattern."""

    country = KnownCountry()
    latitude = Degrees(within=90)
    longitude = Degrees(within=180)


class CallbackAddress(RequestSchema):
    """Who is told when callbacks fail."""

    email = email()


class Parameters(QuerySchema):
    """Texts in a URL that have one."""

    page = Digits()
    ids = IdList()
    statuses = CommaSeparated(fields.Choice(("NEW", "IN_REVIEW")))


@pytest.mark.parametrize(
    ("schema", "name", "read", "refused"),
    [
        (Texts, "country", ["DE", "de", "dE"], ["", "D", "DEU", "XX", "d1"]),
        (
            Texts,
            "latitude",
            ["0", "-90", "+90.0", "089.5", "1e-05"],
            ["", "90.1", "91", "-100", "1e1", "nan", "1_0", " 1"],
        ),
        (Texts, "longitude", ["180", "-179.9", "90.5", "007"], ["180.01", "181", "200", "-1000", "1.", ".5"]),
        (Parameters, "page", ["1", "007", "9" * 30], ["", "0", "000", "-1", "1.0", "one", " 1"]),
        (
            Parameters,
            "ids",
            ["", UUID, UUID.upper(), UUID.replace("-", ""), f"{{{UUID}}}", f"urn:uuid:{UUID}", f" {UUID} , {UUID}"],
            [",", "x", UUID[:-1], f"{UUID},", f"{{{UUID}", f"{UUID} {UUID}", f"urn:uuid:{UUID.replace('-', '')}"],
        ),
        (
            ConnectorQuery,
            "include",
            ["", "webhooks", "webhooks, resources", ",webhooks,"],
            ["webhook", "webhooks resources"],
        ),
        (
            Parameters,
            "statuses",
            ["", "NEW", "IN_REVIEW,NEW", " NEW , ,IN_REVIEW,", ","],
            ["new", "NEW IN_REVIEW", "NEW;IN_REVIEW", "NEW,OLD"],
        ),
        (
            CallbackAddress,
            "email",
            ["a@b.cc", "!#$%&'*+/=?^_`{|}~-@b.cc", "a.b@c-d.example.com", "a@1.2"],
            ["", "a@b", "a@b..cc", ".a@b.cc", "a.@b.cc", "a..b@c.dd", "a@-b.cc", "a@b-.cc", "a b@c.dd", "é@b.cc"],
        ),
        (JournalQuery, "status", ["404", "4xx"], ["", "4x", "600", "4XX", "404 "]),
    ],
)
def test_a_pattern_says_what_is_read(schema: AnySchema, name: str, read: list[str], refused: list[str]) -> None:
    field = instance(schema).fields[name]
    assert isinstance(field, fields.Strict)
    pattern = re.compile(str(field.form["pattern"]))

    assert [text for text in (*read, *refused) if reads(field, text)] == read
    assert [text for text in (*read, *refused) if pattern.search(text)] == read


@pytest.mark.parametrize("number", [2**63 - 1, -(2**63)])
def test_integers_have_64_bits_in_bodies_and_in_urls(number: int) -> None:
    in_body = RequestSchema.from_dict({"count": fields.Integer()})()
    in_url = QuerySchema.from_dict({"count": fields.Integer()})()

    assert in_body.load({"count": number}) == {"count": number}
    assert in_url.load({"count": str(number)}) == {"count": number}
    for beyond in (2**63, -(2**63) - 1):
        assert not reads(in_body.fields["count"], beyond)
        assert not reads(in_url.fields["count"], str(beyond))
    assert in_body.fields["count"].form["format"] == "int64"  # type: ignore[attr-defined]
