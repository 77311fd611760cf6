"""The hosts of the real vendors."""

from collections.abc import Iterable

from ats_sandbox.contract.vendor import Vendor

MORE_HOSTS = {"api-eu.bindbee.dev": "bindbee"}
"""Further hosts of vendors that their clients use."""

SANDBOX = "sandbox.localhost"
"""The name by which clients in this process reach the sandbox with a vendor's path; `.localhost` is this machine."""


def hosts_of(vendors: Iterable[Vendor], skailer: str | None = None) -> dict[str, str]:
    """Vendor names by real host. `skailer` is the company's own host there: each customer has one."""
    vendors = tuple(vendors)
    names = {one.name for one in vendors}
    known = {one.host.lower(): one.name for one in vendors if one.host}
    known |= {host: name for host, name in MORE_HOSTS.items() if name in names}
    return known | ({} if skailer is None else {skailer.lower(): "skailer"})
