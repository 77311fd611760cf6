"""A vendor's declarations as an OpenAPI 3.1 document."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import marshmallow as ma
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter

from ats_sandbox.contract.body import JsonSchema, instance
from ats_sandbox.contract.fields import Array, DeepObject, FormObject, PrefixedObject, Strict
from ats_sandbox.contract.lasting import lasting
from ats_sandbox.contract.operation import Binary, Operation
from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.schema import QuerySchema, RequestSchema
from ats_sandbox.contract.vendor import LinkHeader, Vendor
from ats_sandbox.contract.webhook_document import webhook_items

PLAIN: Mapping[str, object] = {"type": "string", "minLength": 1}
_PARAMETER = re.compile(r"\{([^}]+)\}")


def _forms(_converter: OpenAPIConverter, field: ma.fields.Field[Any], ret: JsonSchema, **_: Any) -> JsonSchema:
    """What a field says of its values beyond their type; of what is only shown no more than the format."""
    if not isinstance(field, Strict):
        return {}
    form = field.form if isinstance(field.root, RequestSchema) else {"format": field.form.get("format")}
    return {name: value for name, value in form.items() if value is not None and ret.get(name, {}) == {}}


class _Document:
    """One document in the making."""

    def __init__(self, vendor: Vendor) -> None:
        self.vendor = vendor
        plugin = MarshmallowPlugin(schema_name_resolver=lambda schema: _name(schema))
        self.spec = APISpec(
            title=vendor.title,
            version=vendor.version,
            openapi_version="3.1.0",
            plugins=[plugin],
            info={"description": vendor.about},
            servers=[{"url": f"/{vendor.name}", "description": f"stands for {_stood_for(vendor)}"}],
            tags=[{"name": resource.name, "description": resource.about} for resource in vendor.resources],
            security=[*([] if vendor.auth.always else [{}]), *({name: []} for name in vendor.auth.schemes)],
        )
        assert plugin.converter is not None
        self.converter = plugin.converter
        self.converter.add_attribute_function(_forms)  # type: ignore[no-untyped-call]
        for name in self.sent():
            self.spec.components.header(name, {"description": HEADERS.get(name, COUNTER), "schema": PLAIN})
        for name, scheme in security_schemes(vendor).items():
            self.spec.components.security_scheme(name, scheme)

    def sent(self) -> list[str]:
        """The headers that answers may carry."""
        vendor, limit = self.vendor, self.vendor.limit
        found = [name for operation in vendor.operations for name in operation.response_headers]
        found += [name for one in vendor.operations for error in vendor.errors_of(one) for name in error.announces]
        found += [] if limit is None else [*limit.announced, *limit.announced_over]
        return sorted(set(found))

    def schema(self, schema: type[ma.Schema]) -> JsonSchema:
        """A reference to a schema."""
        reference: JsonSchema = self.converter.resolve_nested_schema(schema)  # type: ignore[no-untyped-call]
        return reference

    def shape(self, shape: Any) -> JsonSchema:
        """A schema or a field as JSON Schema."""
        if isinstance(shape, ma.fields.Field):
            prop: JsonSchema = self.converter.field2property(shape)
            return prop
        return self.schema(shape)

    def operation(self, operation: Operation) -> JsonSchema:
        """One operation object."""
        document: JsonSchema = {
            "operationId": operation.id,
            "summary": operation.summary,
            "tags": [operation.resource],
            "parameters": self.parameters(operation),
            "responses": self.responses(operation),
            "x-evidence": {"kind": operation.evidence.kind, "note": operation.evidence.note},
        }
        if operation.description:
            document["description"] = operation.description
        if operation.body is not None:
            document["requestBody"] = {
                "required": operation.body.required,
                "content": operation.body.content(self.schema),
            }
        if operation.public:
            document["security"] = []
        elif (link := link_of(self.vendor, operation)) is not None:
            document["security"] = [{name: [], link.scheme: []} for name in self.vendor.auth.schemes]
        if operation.deprecated:
            document["deprecated"] = True
        if operation.scope:
            document["x-scope"] = operation.scope
        if operation.aliases:
            document["x-operation-aliases"] = list(operation.aliases)
        return document

    def parameters(self, operation: Operation) -> list[JsonSchema]:
        """Path, query and header parameters."""
        found: list[JsonSchema] = [
            {
                "name": name,
                "in": "path",
                "required": True,
                **_named_by(operation.path, name),
                "schema": dict(operation.path_types.get(name, PLAIN)),
            }
            for name in _PARAMETER.findall(operation.path)
        ]
        for place, schema in (("query", operation.query), ("header", operation.headers)):
            found += [] if schema is None else self.fields(place, schema)
        return found

    def fields(self, place: str, schema: type[QuerySchema]) -> list[JsonSchema]:
        """The parameters that a schema of text fields declares."""
        found = []
        for name, field in instance(schema).fields.items():
            described = dict(self.converter.field2property(field))
            parameter: JsonSchema = {"name": field.data_key or name, "in": place, "required": field.required}
            about = described.pop("description", None) or self.about(place, parameter["name"])
            if about is not None:
                parameter["description"] = about
            if isinstance(field, DeepObject | PrefixedObject):
                style = "form" if isinstance(field, FormObject | PrefixedObject) else "deepObject"
                # Pages make an object up where there is no example, and would ask for what changed after today.
                parameter |= {"style": style, "explode": True, "example": {}}
            elif isinstance(field, Array) and not field.repeats:
                described = {"type": "string"} | {name: described[name] for name in ("pattern",) if name in described}
            elif isinstance(field, Array):
                parameter |= {"style": "form", "explode": True}
            found.append({**parameter, "schema": described})
        return found

    def about(self, place: str, parameter: str) -> str | None:
        """What there is to say of a parameter whose declaration says nothing."""
        link = self.vendor.auth.link
        return (
            ACCOUNT if link is not None and (place, parameter) == ("header", link.name) else PARAMETERS.get(parameter)
        )

    def responses(self, operation: Operation) -> JsonSchema:
        """Every declared answer by status, successes and refusals."""
        found: JsonSchema = {}
        media_type = self.vendor.error_format.content_type.split(";")[0]
        announced = () if self.vendor.limit is None else self.vendor.limit.announced
        for status, shape in operation.returns.items():
            answer: JsonSchema = {"description": operation.summary}
            answer |= headers_of((*operation.response_headers, *announced))
            if isinstance(shape, Binary):
                binary = {"schema": {"type": "string", "format": "binary"}}
                answer["content"] = dict.fromkeys(shape.media_types, binary)
            elif shape is not None:
                answer["content"] = {media_type: {"schema": self.shape(shape)}}
            found[str(status)] = answer
        by_status: dict[int, list[type[ApiError]]] = {}
        for error in (*self.vendor.errors_of(operation), *self.vendor.injectable):
            by_status.setdefault(error.status, []).append(error)
        reachable = set(self.vendor.statuses(operation))
        for status, errors in sorted(by_status.items()):
            refusal = self.refusal(operation, status, errors)
            if status not in reachable:
                refusal["x-injectable"] = True
            found.setdefault(str(status), refusal)
        return dict(sorted(found.items()))

    def refusal(self, operation: Operation, status: int, errors: list[type[ApiError]]) -> JsonSchema:
        """The answer that these refusals of an operation share."""
        envelope = self.vendor.error_format.envelope(status, operation)
        distinct, limit = list(dict.fromkeys(errors)), self.vendor.limit
        announced = [name for error in distinct for name in error.announces]
        if limit is not None:
            announced += [*limit.announced, *(limit.announced_over if limit.refusal in distinct else ())]
        media_type = self.vendor.error_format.media_type_of(status, operation)
        if media_type == self.vendor.error_format.content_type:
            media_type = media_type.split(";")[0]
        return {
            "description": "; ".join(dict.fromkeys(error.message for error in distinct)),
            **headers_of(announced),
            "content": {media_type: {"schema": self.schema(envelope)}},
            "x-errors": [
                {"name": error.__name__, "code": error.code, "evidence": error.evidence.kind} for error in distinct
            ],
        }


ACCOUNT = "Which linked account the request is for"

_FURTHER = "The page that an earlier answer named; the first one where it is left out"
_SINCE = "Only what has changed since that instant"
PARAMETERS = {
    "Accept-Language": "The language of labels",
    "If-None-Match": "The version that the caller has: an answer that would be the same has no body",
    "created_after": "Only what was created after that instant",
    "cursor": _FURTHER,
    "expand": "Members to show in full, separated by commas",
    "fields": "The members to show, separated by commas; all of them where it is left out",
    "filter": "Only the records that fit all of these",
    "ids": "Only the records with these ids, separated by commas",
    "include": "Members to add, separated by commas",
    "include_custom_fields": "Whether to add the custom fields of each record",
    "include_raw_data": "Whether to add each record as the provider has it",
    "limit": "How many records a page has at most",
    "modified_after": _SINCE,
    "next": _FURTHER,
    "nextPageId": _FURTHER,
    "offset": "How many records to leave out before the first",
    "page": "The number of the page, from 1 on",
    "pageId": _FURTHER,
    "pageSize": "How many records a page has at most",
    "page_id": _FURTHER,
    "page_size": "How many records a page has at most",
    "proxy": "Parameters for the request to the provider",
    "q": "Words to look for",
    "raw": "Whether to add each record as the provider has it",
    "remote_id": "Only the record that the provider knows by this id",
    "updatedAfter": _SINCE,
    "updated_after": _SINCE,
}
"""What well-known parameters ask for, where their declarations do not say it better."""

HEADERS = {
    "Cache-Control": "That nobody keeps the answer",
    "Content-Disposition": "What the file is called",
    "ETag": "The version of what is answered, for `If-None-Match`",
    "Link": "The address of the next page, where there is one",
    "Location": "The address of what was made",
    "Pragma": "That nobody keeps the answer, for old clients",
    "Retry-After": "Seconds to wait before the next request",
    "WWW-Authenticate": "How to authenticate",
    "X-Total-Count": "How many records there are on all pages",
}
"""What well-known headers of answers say."""


COUNTER = "Where the caller stands in the rate limit"
"""What the headers say that are not among those."""


TOKENS = "\n".join(f"- `{one.token}` {one.about}" for one in PRINCIPALS)
"""The tokens of every world, as a list in Markdown."""


def security_schemes(vendor: Vendor) -> dict[str, JsonSchema]:
    """The vendor's security schemes, with the tokens that they take, and that of the header of a linked account."""
    found: dict[str, JsonSchema] = {}
    for name, scheme in vendor.auth.schemes.items():
        tokens = f"Every world knows these tokens:\n\n{TOKENS}" if vendor.transacts else ""  # the tester has another
        about = "\n\n".join(filter(None, (scheme.get("description"), tokens)))
        found[name] = {**scheme, "description": about}
    link = vendor.auth.link
    if link is not None:
        about = (
            f"Which linked account requests are for. Given here, it is sent in place of the parameter `{link.name}`."
        )
        found[link.scheme] = {"type": "apiKey", "in": "header", "name": link.name, "description": about}
    return found


def link_of(vendor: Vendor, operation: Operation) -> LinkHeader | None:
    """The header that names the linked account of an operation; None for one that is for none."""
    link, headers = vendor.auth.link, operation.headers
    if link is None or headers is None:
        return None
    return link if any(one.data_key == link.name for one in instance(headers).fields.values()) else None


def _named_by(path: str, parameter: str) -> JsonSchema:
    """The description of a path parameter, where the path says of what it is one."""
    before = path.partition(f"/{{{parameter}}}")[0].rpartition("/")[2]
    return {"description": f"Names one of the `{before}`"} if before and "{" not in before else {}


def headers_of(names: Iterable[str]) -> JsonSchema:
    """The headers of an answer, by name."""
    found = {name: {"$ref": f"#/components/headers/{name}"} for name in dict.fromkeys(names)}
    return {"headers": found} if found else {}


def _stood_for(vendor: Vendor) -> str:
    """The address that a client uses in production."""
    return f"https://{vendor.host}" if vendor.host else "the customer's own host"


def _name(schema: Any) -> str:
    kind = schema if isinstance(schema, type) else type(schema)
    return kind.__name__


@cache
def document_of(vendor: Vendor) -> JsonSchema:
    """The OpenAPI 3.1 document of a vendor: plain JSON values, stable order."""
    with lasting():
        document: JsonSchema = json.loads(_text_of(vendor))
    return document


def _text_of(vendor: Vendor) -> str:
    making = _Document(vendor)
    for operation in vendor.operations:
        making.spec.path(path=operation.path, operations={operation.method.lower(): making.operation(operation)})
    webhooks = webhook_items(vendor, making.spec, making.schema)
    document = making.spec.to_dict()
    return json.dumps({**document, "webhooks": webhooks} if webhooks else document)


def document_text(document: Mapping[str, object]) -> str:
    """The text of a document as it is committed."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
