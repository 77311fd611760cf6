"""The hosts of the real vendors, and whose they are."""

from collections.abc import Iterable

from ats_sandbox.contract.vendor import Vendor

FURTHER = {"api-eu.bindbee.dev": "bindbee"}
"""Hosts that a vendor has beside the one it is known by, as its clients have them."""

SANDBOX = "sandbox.localhost"
"""The name by which clients in this process reach the sandbox with a vendor's path; `.localhost` is this machine."""


def hosts_of(vendors: Iterable[Vendor], skailer: str | None = None) -> dict[str, str]:
    """Vendor names by real host. `skailer` is the company's own host there: each customer has one."""
    vendors = tuple(vendors)
    names = {one.name for one in vendors}
    known = {one.host.lower(): one.name for one in vendors if one.host}
    known |= {host: name for host, name in FURTHER.items() if name in names}
    return known | ({} if skailer is None else {skailer.lower(): "skailer"})
