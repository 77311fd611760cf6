"""One request for a page: who asks, for which world, and by which addresses the page leads on."""

from functools import cached_property
from urllib.parse import urlencode, urlsplit

from werkzeug import Request

from ats_sandbox.control.addressing import OURS, Address
from ats_sandbox.control.deployment import Deployment
from ats_sandbox.control.workspace import Workspace
from ats_sandbox.dashboard.operations import Operations


class Visit:
    """A request for a page. `admitted` is False on the pages for everybody when who asks may not use the others."""

    def __init__(
        self,
        request: Request,
        address: Address,
        deployment: Deployment,
        workspace: Workspace,
        operations: Operations,
        *,
        admitted: bool,
    ) -> None:
        self.request = request
        self.deployment = deployment
        self.workspace = workspace
        self.operations = operations
        self.admitted = admitted
        self.origin = address.origin.removesuffix(f"/{OURS}") if address.vendor == OURS else address.origin

    @property
    def world(self) -> str:
        """The name of the world."""
        return self.workspace.world.name

    @cached_property
    def root(self) -> str:
        """The path below which the world has the vendors and the tester's side, without a slash at its end."""
        return urlsplit(self.origin).path

    @property
    def ours(self) -> str:
        """The path of the tester's side of this world."""
        return f"{self.root}/{OURS}"

    def of_world(self, name: str, page: str = "") -> str:
        """The path of a page, or of the first one, in another world."""
        return f"{self.root.removesuffix(f'/w/{self.world}')}/w/{name}/{OURS}/{f'ui/{page}' if page else ''}"

    def page(self, name: str, **query: str) -> str:
        """The path of a page, or of an action or file below it."""
        return f"{self.ours}/ui/{name}{f'?{urlencode(query)}' if query else ''}"

    @property
    def here(self) -> str:
        """The path of this page with its query, by which its parts are fetched anew, but for what was just done."""
        kept = [(name, value) for name, value in self.request.args.items(multi=True) if name != "done"]
        below = f"/{OURS}/ui/"
        first = not self.request.path.startswith(below)
        path = f"{self.ours}/" if first else self.page(self.request.path[len(below) :].partition("/")[0])
        return f"{path}{f'?{urlencode(kept)}' if kept else ''}"
