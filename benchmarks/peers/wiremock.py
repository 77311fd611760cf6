"""WireMock, with a fixed stub for each request and its journal on, as it is by default."""

import shutil
from pathlib import Path

from benchmarks.peers.installed import found
from benchmarks.peers.material import Material, Sample, compact
from benchmarks.peers.peer import Peer
from benchmarks.probe import Probe
from benchmarks.service import Service, ask

NAME = "WireMock"
DIFFERENCES = {
    NAME: (
        "matches method and path; answers a fixed text; keeps a journal",
        "state, authentication, validation, rate limits, filters, cursors: it answers the same to whatever matches",
    )
}
FORGET = Probe("forget", "DELETE", "/__admin/requests", {})


def service(samples: list[Sample], folder: Path) -> Service | None:
    """WireMock with stubs that answer the samples' bodies; None when it is not installed."""
    jar, java = found("node_modules/wiremock/build/wiremock-standalone-*.jar"), shutil.which("java")
    if jar is None or java is None:
        return None
    mappings = folder / "mappings"
    mappings.mkdir(exist_ok=True)
    for number, sample in enumerate(samples, 1):
        stub = {
            "request": {"method": sample.probe.method, "urlPath": sample.probe.path.partition("?")[0]},
            "response": {
                "status": 200,
                "body": sample.body.decode(),
                "headers": {"Content-Type": "application/json"},
            },
        }
        (mappings / f"{number}.json").write_bytes(compact(stub))
    return Service(NAME, (java, "-jar", str(jar), "--port", "{port}", "--root-dir", str(folder)))


def peer(material: Material, folder: Path) -> Peer | None:
    """WireMock that is sent the very requests of the sandbox."""
    serving = service([*material], folder)
    if serving is None:
        return None
    read, page, write = (sample.probe for sample in material)
    return Peer(serving, (read, page, write), read, forget=_forget)


def _forget(url: str) -> None:
    """Empty the journal, which keeps every answer and would otherwise fill the memory."""
    ask(url, FORGET)
