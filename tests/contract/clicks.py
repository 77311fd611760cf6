"""What a page of the documentation sends when somebody opens an operation and clicks Execute, with nothing typed.

The page is Swagger UI 5. It fills a parameter in with its example or default, sends the other ones only where it must,
makes an object up where there is no example for it, and shows each member of a form by itself. A click on an operation
that lacks something required sends nothing.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode

from ats_sandbox.control.wire import WireObject

FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")

File = tuple[str, bytes, str]
"""The name, the content and the media type of a file that somebody chose."""


class MadeUp(AssertionError):
    """The page makes a value up, for lack of an example."""


@dataclass
class Click:
    """The request of a click, as werkzeug's client sends it; `lacking` names what is required and not there."""

    method: str
    path: str
    query: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)

    @property
    def target(self) -> str:
        """The path with its query."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path


def click(
    document: WireObject, path: str, method: str, page: WireObject, files: Mapping[str, File] | None = None
) -> Click:
    """The click on an operation, at a page with these settings; `files` are chosen for the members of a form."""
    operation = document["paths"][path][method.lower()]
    made = Click(method, path)
    for parameter in operation["parameters"]:
        _fill(made, parameter, _resolved(document, parameter["schema"]))
    if "requestBody" in operation:
        _put_body(made, operation["requestBody"], document, files or {})
    if any(page["scheme"] in one for one in operation.get("security", document["security"])):
        made.headers |= _credential(document["components"]["securitySchemes"][page["scheme"]], page)
    return made


def _resolved(document: WireObject, schema: WireObject) -> WireObject:
    found: WireObject = schema
    if "$ref" in schema:
        found = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found


def _has_type(schema: WireObject, type: str) -> bool:
    known = schema.get("type", ())
    return type == known or (isinstance(known, list) and type in known)


def _fill(made: Click, parameter: WireObject, schema: WireObject) -> None:
    name, place = parameter["name"], parameter["in"]
    candidates = [parameter.get("example"), schema.get("example"), schema.get("default")]
    value = next((one for one in candidates if one is not None), None)
    if value is None and _has_type(schema, "object"):
        raise MadeUp(f"an object for {name}")
    if value is None:
        if parameter["required"]:
            made.lacking.append(name)
        return
    if place == "path":
        made.path = made.path.replace(f"{{{name}}}", quote(_text(value), safe=""))
    elif place == "header":
        made.headers[name] = _text(value)
    else:
        made.query += _pairs(name, value, parameter.get("style"))


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value)


def _pairs(name: str, value: Any, style: str | None) -> Iterator[tuple[str, str]]:
    match value:
        case list():
            yield from ((name, _text(one)) for one in value)
        case dict():
            yield from ((f"{name}[{key}]" if style == "deepObject" else key, _text(one)) for key, one in value.items())
        case _:
            yield name, _text(value)


def _put_body(made: Click, body: WireObject, document: WireObject, files: Mapping[str, File]) -> None:
    media_type, shape = next(iter(body["content"].items()))
    schema = _resolved(document, shape["schema"])
    if media_type in FORMS:
        made.body["content_type"] = media_type
        made.body["data"] = dict(_members(made, schema, files))
        return
    if "example" not in shape:
        raise MadeUp(f"a body of {media_type}")
    made.body |= {"content_type": media_type, "data": json.dumps(shape["example"])}


def _members(made: Click, form: WireObject, files: Mapping[str, File]) -> Iterator[tuple[str, Any]]:
    """The members of a form; empty ones are left out."""
    for name, member in form["properties"].items():
        if member.get("format") == "binary":
            if name in files:
                file, content, media_type = files[name]
                yield name, (BytesIO(content), file, media_type)
            elif name in form.get("required", ()):
                made.lacking.append(name)
            continue
        value = member.get("example", member.get("default"))
        if value is None:
            raise MadeUp(f"a text for {name}")
        if value != "":
            yield name, _text(value)


def _credential(scheme: WireObject, page: WireObject) -> dict[str, str]:
    token = page["token"]
    match scheme:
        case {"type": "http", "scheme": "basic"}:
            return {"Authorization": f"Basic {base64.b64encode(f'{token}:'.encode()).decode()}"}
        case {"type": "http", "scheme": "bearer"}:
            return {"Authorization": f"Bearer {token}"}
    return {scheme["name"]: token}
