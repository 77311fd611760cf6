"""A client of the vendors' APIs within the process of the sandbox: what drills ask, as any client would."""

from ats_sandbox.contract.outgoing import IncomingAnswer
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.webhooks.reach import Reach
from ats_sandbox.world.world import World

TOKEN = "sandbox-admin"  # noqa: S105  # every sandbox has it


class OwnClient:
    """Asks the vendors of one world."""

    def __init__(self, reach: Reach, world: World) -> None:
        self._reach = reach
        self._world = world

    def ask(self, vendor: Vendor, method: str, path: str) -> IncomingAnswer | None:
        """Send a request without a body to a vendor's own path; None where nothing answers in this process."""
        application = self._reach.application
        if application is None:
            return None
        from werkzeug.test import EnvironBuilder, run_wsgi_app  # which nobody waits for who makes no drill

        headers = list(vendor.auth.present(TOKEN).items())
        told = EnvironBuilder(f"/w/{self._world.name}/{vendor.name}{path}", method=method, headers=headers)
        parts, status, answered = run_wsgi_app(application, told.get_environ(), buffered=True)
        told_back = {name.lower(): value for name, value in answered.items()}
        return IncomingAnswer(int(status.split()[0]), told_back, body=b"".join(parts))
