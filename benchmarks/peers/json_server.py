"""json-server: collections of records in memory, which requests change."""

from pathlib import Path

from benchmarks.peers.installed import in_node
from benchmarks.peers.material import Material, compact
from benchmarks.peers.peer import Peer
from benchmarks.probe import Probe
from benchmarks.service import Service, ask

NAME = "json-server"
DIFFERENCES = {
    NAME: (
        "looks the record up by id; pages by number; stores what is posted",
        "authentication, rights, validation, rate limits, journal, faults; one state for all, no transactions",
    )
}
FORGET = Probe("forget", "DELETE", "/written", {})
MIDDLEWARE = """
module.exports = (request, response, next) => {
  request.app.set('json spaces', 0)
  if (request.url !== '/written') return next()
  request.app.db.getState().jobs.splice(1)
  response.end()
}
"""
"""Sends JSON without the blanks that the others do not send either, and drops the jobs that were written."""


def peer(material: Material, folder: Path) -> Peer | None:
    """json-server with a hundred records, in memory and without a line for each request."""
    held, middleware = folder / "json-server.js", folder / "middleware.js"
    options = ("--host", "127.0.0.1", "--port", "{port}", "--quiet", "--middlewares", str(middleware), "--", str(held))
    command = in_node("json-server", "lib/cli/bin.js", *options)
    if command is None:
        return None
    held.write_bytes(b"module.exports = () => (" + compact(material.collections()) + b")\n")
    middleware.write_text(MIDDLEWARE, encoding="utf-8")
    read = material.read.at(f"/candidates/{material.read.value['id']}")
    page = material.page.at("/listed?_page=1&_limit=100")
    write = material.write.at("/jobs", "POST", material.new_job())
    return Peer(Service(NAME, command), (read, page, write), read, forget=_forget)


def _forget(url: str) -> None:
    """Drop what was written: it looks through all records for the next id, and would get slower and slower."""
    ask(url, FORGET)
