"""Moto's server, a stateful fake of Amazon's services in Python: an item, a scan and a put of DynamoDB."""

import json
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.peers.installed import found
from benchmarks.peers.material import Material, Record, fitted
from benchmarks.peers.peer import Peer
from benchmarks.probe import Probe
from benchmarks.service import NotReady, Service, ask

NAME = "Moto"
DIFFERENCES = {
    NAME: (
        "checks the call's members; looks the item up by key; a scan pages; a put stores and answers the old item",
        "signatures and rights unless asked to, rate limits, journal, faults; records have no rules between them",
    )
}
CREDENTIAL = (
    "AWS4-HMAC-SHA256 Credential=test/20260302/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=x"
)


def peer(material: Material, folder: Path) -> Peer | None:
    """Moto's server with a hundred records, put in through its API."""
    program = found("python/*/moto_server*")
    if program is None:
        return None
    record = fitted(_attributes(material.read.value), material.read.size, lambda one: _length({"Item": _noted(one)}))
    job = fitted(
        _attributes(material.write.value), material.write.size, lambda one: _length({"Attributes": _noted(one)})
    )
    records = {"candidates": [_noted(record)], "listed": _scanned(material), "jobs": [_noted(job)]}
    asked = (
        _call(material.read.name, "GetItem", TableName="candidates", Key={"id": record["id"]}),
        _call(material.page.name, "Scan", TableName="listed", Limit=100),
        _call(material.write.name, "PutItem", TableName="jobs", Item=_noted(job), ReturnValues="ALL_OLD"),
    )
    first = Probe("first", "GET", "/moto-api/data.json", {})
    service = Service(NAME, (str(program), "--host", "127.0.0.1", "--port", "{port}"))
    return Peer(service, asked, first, partial(_fill, records))


def _scanned(material: Material) -> list[Record]:
    """Items of which a scan answers as many bytes as the page has."""
    share = material.page.size // len(material.listed)
    items = [
        _noted(fitted(_attributes(one), share, lambda one: _length([_noted(one)]))) for one in material.listed[:-1]
    ]

    def scan(last: Record) -> int:
        return _length({"Items": [*items, _noted(last)], "Count": 100, "ScannedCount": 100})

    return [*items, _noted(fitted(_attributes(material.listed[-1]), material.page.size, scan))]


def _fill(records: dict[str, list[Record]], url: str) -> None:
    keys = {
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "BillingMode": "PAY_PER_REQUEST",
    }
    calls = [_call("", "CreateTable", TableName=name, **keys) for name in records]
    calls += [_call("", "PutItem", TableName=name, Item=item) for name, items in records.items() for item in items]
    for call in calls:
        if (status := ask(url, call)) != 200:
            raise NotReady(f"Moto answered {status} to {call.headers['X-Amz-Target']}")


def _call(name: str, action: str, **members: Any) -> Probe:
    headers = {
        "Authorization": CREDENTIAL,
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Target": f"DynamoDB_20120810.{action}",
    }
    return Probe(name, "POST", "/", headers, json.dumps(members).encode())


def _attributes(record: Record) -> Record:
    """A record in DynamoDB's notation, its id first."""
    return {"id": {"S": str(record["id"])}, **{name: _typed(it) for name, it in record.items() if name != "id"}}


def _typed(value: Any) -> Record:
    match value:
        case bool():
            return {"BOOL": value}
        case int() | float():
            return {"N": str(value)}
        case str():
            return {"S": value}
        case list():
            return {"L": [_typed(one) for one in value]}
        case dict():
            return {"M": {name: _typed(one) for name, one in value.items()}}
    return {"NULL": True}


def _noted(record: Record) -> Record:
    """The record with its note in DynamoDB's notation too."""
    note = record.get("note")
    return {**record, "note": {"S": note}} if isinstance(note, str) else record


def _length(value: object) -> int:
    """The bytes of a value as Moto writes it."""
    return len(json.dumps(value))
