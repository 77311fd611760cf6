"""Other mock servers, where they are installed.

The environment variable `ATS_SANDBOX_PEERS` names a folder in which they were installed beforehand:

    npm install --prefix "$ATS_SANDBOX_PEERS" @stoplight/prism-cli wiremock
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import msgspec

from ats_sandbox.contract.openapi import document_of
from ats_sandbox.contract.vendor import Vendor
from benchmarks.probe import Probe
from benchmarks.service import Service

FOLDER = "ATS_SANDBOX_PEERS"
WITHOUT = f"not installed (`{FOLDER}` names no folder that holds it)"


def prism(vendor: Vendor, folder: Path) -> Service | None:
    """Prism serving one vendor's document, which is written into the folder; None when it is not installed."""
    installed, node = _found("node_modules/@stoplight/prism-cli/dist/index.js"), shutil.which("node")
    if installed is None or node is None:
        return None
    document = folder / f"{vendor.name}.json"
    content = {**document_of(vendor), "servers": [{"url": f"http://127.0.0.1/{vendor.name}"}]}
    document.write_bytes(msgspec.json.encode(content))
    return Service("Prism", (node, str(installed), "mock", "--port", "{port}", "--host", "127.0.0.1", str(document)))


def wiremock(answers: Mapping[Probe, int], folder: Path) -> Service | None:
    """WireMock, journal on as it is by default, with a stub of so many bytes for each request."""
    jar, java = _found("node_modules/wiremock/build/wiremock-standalone-*.jar"), shutil.which("java")
    if jar is None or java is None:
        return None
    mappings = folder / "mappings"
    mappings.mkdir(exist_ok=True)
    for number, (probe, size) in enumerate(answers.items(), 1):
        stub = {
            "request": {"method": probe.method, "urlPath": probe.path.partition("?")[0]},
            "response": {"status": 200, "body": "x" * size, "headers": {"Content-Type": "application/json"}},
        }
        (mappings / f"{number}.json").write_bytes(msgspec.json.encode(stub))
    return Service("WireMock", (java, "-jar", str(jar), "--port", "{port}", "--root-dir", str(folder)))


def _found(pattern: str) -> Path | None:
    folder = os.environ.get(FOLDER)
    return next(iter(sorted(Path(folder).glob(pattern))), None) if folder else None
