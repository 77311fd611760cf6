"""Prism, which serves a vendor's document: its examples, or answers made up from its schemas."""

from pathlib import Path
from typing import Any

import msgspec

from ats_sandbox.contract.openapi import document_of
from ats_sandbox.contract.vendor import Vendor
from benchmarks.peers.installed import in_node
from benchmarks.peers.material import Material, Sample
from benchmarks.peers.peer import Peer
from benchmarks.probe import Probe, operation
from benchmarks.service import Service

STATIC = "Prism, static"
DYNAMIC = "Prism, dynamic"
DIFFERENCES = {
    STATIC: (
        "checks parameters, body and the presence of a token; answers the document's example",
        "state: it stores nothing and answers the same to every id, filter and cursor; rights, limits, journal",
    ),
    DYNAMIC: (
        "checks parameters, body and the presence of a token; makes an answer up from the schema",
        "state: no two answers agree, nothing is stored, ids, filters, cursors mean nothing; rights, limits, journal",
    ),
}


def service(vendor: Vendor, folder: Path) -> Service | None:
    """Prism serving a vendor's document as it is, which is written into the folder; None when it is not installed."""
    return _service("Prism", vendor, dict(document_of(vendor)), folder)


def static(material: Material, folder: Path) -> Peer | None:
    """Prism that answers the document's examples."""
    return _peer(STATIC, material, folder)


def dynamic(material: Material, folder: Path) -> Peer | None:
    """Prism that makes answers up."""
    return _peer(DYNAMIC, material, folder, "--dynamic")


def _peer(name: str, material: Material, folder: Path, *options: str) -> Peer | None:
    document: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(document_of(material.vendor)))
    for sample in material:
        _answer(document, material.vendor, sample)
    serving = _service(name, material.vendor, document, folder, "--verboseLevel", "silent", *options)
    if serving is None:
        return None
    read, page, write = (_unprefixed(one.probe, material.vendor) for one in material)
    return Peer(serving, (read, page, write), read)


def _service(name: str, vendor: Vendor, document: dict[str, Any], folder: Path, *options: str) -> Service | None:
    path = folder / f"{name}.json"
    listen = ("mock", "--port", "{port}", "--host", "127.0.0.1")
    command = in_node("@stoplight/prism-cli", "dist/index.js", *listen, *options, str(path))
    if command is None:
        return None
    servers = [{"url": f"http://127.0.0.1/{vendor.name}"}]
    path.write_bytes(msgspec.json.encode({**document, "servers": servers}))
    return Service(name, command)


def _unprefixed(probe: Probe, vendor: Vendor) -> Probe:
    """A request as Prism knows it: it serves one vendor, at its root."""
    path = probe.path.removeprefix(f"/{vendor.name}")
    return Probe(probe.name, probe.method, path, probe.headers, probe.body)


def _answer(document: dict[str, Any], vendor: Vendor, sample: Sample) -> None:
    """Make a body the example of an operation's success, and its schema one that only bodies as long meet."""
    path = sample.probe.path.removeprefix(f"/{vendor.name}").partition("?")[0]
    if operation(vendor, sample.probe.method, path) is None:
        path = path.rpartition("/")[0] + "/{id}"
    described = document["paths"][path][sample.probe.method.lower()]["responses"]
    success = next(response for status, response in described.items() if status.startswith("2"))
    success["content"] = {"application/json": {"schema": schema_of(sample.value), "example": sample.value}}


def schema_of(value: Any) -> dict[str, Any]:
    """A schema of values that are like this one, and as long."""
    match value:
        case bool():
            return {"type": "boolean", "enum": [value]}
        case int() | float():
            return {"type": "number", "enum": [value]}
        case str():
            return {"type": "string", "minLength": len(value), "maxLength": len(value)}
        case list():
            length = {"minItems": len(value), "maxItems": len(value)}
            return (
                {"type": "array", "items": schema_of(_middling(value)), **length}
                if value
                else {"type": "array", **length}
            )
        case dict():
            members = {name: schema_of(one) for name, one in value.items()}
            return {"type": "object", "properties": members, "required": [*members], "additionalProperties": False}
    return {"type": "string", "nullable": True, "enum": [None]}


def _middling(values: list[Any]) -> Any:
    """The value whose length is the nearest to the mean."""
    lengths = [len(msgspec.json.encode(one)) for one in values]
    mean = sum(lengths) / len(lengths)
    return min(zip(values, lengths, strict=True), key=lambda one: abs(one[1] - mean))[0]
