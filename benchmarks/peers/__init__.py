"""Other mock servers, where they are installed: `python -m benchmarks.peers FOLDER` installs all of them.

The environment variable `ATS_SANDBOX_PEERS` then names that folder.
"""

from collections.abc import Callable
from pathlib import Path

from benchmarks.peers import json_server, mockoon, moto, prism, wiremock
from benchmarks.peers.material import Material
from benchmarks.peers.peer import Peer

PEERS: dict[str, Callable[[Material, Path], Peer | None]] = {
    prism.STATIC: prism.static,
    prism.DYNAMIC: prism.dynamic,
    json_server.NAME: json_server.peer,
    mockoon.NAME: mockoon.peer,
    wiremock.NAME: wiremock.peer,
    moto.NAME: moto.peer,
}
"""By name, what makes a peer that holds the material, with its files in a folder; None where it is not installed."""

DIFFERENCES: dict[str, tuple[str, str]] = {
    name: told for peer in (prism, json_server, mockoon, wiremock, moto) for name, told in peer.DIFFERENCES.items()
}
"""By name, what a peer does in the measured requests, and what it leaves out that the sandbox does in them."""

OURS = (
    "authenticates, checks rights, visibility and parameters or body, counts rate limits, looks for faults, renders "
    "records as they are now, with filters and cursors; a write checks references and states, changes the world in a "
    "transaction and tells who follows it; every exchange is in a journal"
)
"""What the sandbox does in the measured requests."""
