"""The hosts of the real vendors."""

from collections.abc import Iterable

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.testing.arguments import host_name

SANDBOX = "sandbox.localhost"
"""The name by which clients in this process reach the sandbox with a vendor's path; `.localhost` is this machine."""


def hosts_of(vendors: Iterable[Vendor], skailer: str | None = None) -> dict[str, str]:
    """Vendor names by real host. `skailer` is the company's own host there: each customer has one.

    Raises TypeError or ValueError for what is no host name.
    """
    known = {host: one.name for one in vendors for host in one.hosts}
    return known | ({} if skailer is None else {host_name("skailer", skailer): "skailer"})
