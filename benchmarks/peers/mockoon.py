"""Mockoon, with data buckets, which its routes of the kind `crud` read and change."""

from pathlib import Path
from typing import Any

from benchmarks.peers.installed import in_node
from benchmarks.peers.material import FORM, Material, compact
from benchmarks.peers.peer import Peer
from benchmarks.probe import Probe
from benchmarks.service import Service, ask

NAME = "Mockoon"
DIFFERENCES = {
    NAME: (
        "looks the record up by id; pages by number; stores what is posted; writes a line and keeps the last 100",
        "authentication, rights, validation, rate limits, faults, transactions; filters are by equality of members",
    )
}
FORGET = Probe("forget", "PUT", "/jobs", FORM, b'[{"id":1}]')


def peer(material: Material, folder: Path) -> Peer | None:
    """Mockoon's command line with a hundred records."""
    path = folder / "mockoon.json"
    options = ("start", "--repair", "--disable-log-to-file", "--disable-admin-api", "--disable-tls")
    listen = ("--hostname", "127.0.0.1", "--port", "{port}", "--data", str(path))
    command = in_node("@mockoon/cli", "bin/run.js", *options, *listen)
    if command is None:
        return None
    held = material.collections()
    path.write_bytes(
        compact(
            {
                "name": "measured",
                "port": 3000,
                "routes": [_route(name) for name in held],
                "data": [_bucket(name, records) for name, records in held.items()],
            }
        )
    )
    read = material.read.at(f"/candidates/{material.read.value['id']}")
    page = material.page.at("/listed?page=1&limit=100")
    write = material.write.at("/jobs", "POST", material.new_job())
    return Peer(Service(NAME, command), (read, page, write), read, forget=_forget)


def _forget(url: str) -> None:
    """Drop what was written: it looks through all records for the next id, and would get slower and slower."""
    ask(url, FORGET)


def _route(name: str) -> dict[str, Any]:
    answer = {"statusCode": 200, "bodyType": "DATABUCKET", "databucketID": name, "default": True, "crudKey": "id"}
    return {"uuid": f"route-{name}", "type": "crud", "endpoint": name, "responses": [answer]}


def _bucket(name: str, records: list[dict[str, Any]]) -> dict[str, Any]:
    return {"uuid": f"bucket-{name}", "id": name, "name": name, "value": compact(records).decode()}
