"""The principals of one world: those that every world knows, and the tester's own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ats_sandbox.contract.principal import OWN_PRINCIPALS, PRINCIPALS, OwnPrincipal, Principal, principal_of
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import BadRequest, Full, Taken, Unknown
from ats_sandbox.control.fixtures.names import find
from ats_sandbox.control.names import listed
from ats_sandbox.control.principals.checking import faults_of
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.world import World

MOST = 1_000
"""Principals of its own that a world may have."""

Refer = Callable[[str, str | None], int | None]
"""From a kind and a text to the record that it names."""


class Principals:
    """Who may call one world. Iterating gives the common ones first, then the tester's own."""

    __slots__ = ("_vendors", "_world")

    def __init__(self, world: World, vendors: tuple[Vendor, ...]) -> None:
        self._world = world
        self._vendors = vendors

    def __iter__(self) -> Iterator[Principal]:
        yield from PRINCIPALS
        yield from (one.principal for one in self._world.read()[OWN_PRINCIPALS])

    def __getitem__(self, token: str) -> Principal:
        """The holder of a token; raises Unknown."""
        found = principal_of(self._world.read(), token)
        if found is None:
            raise Unknown(what="token", name=token, known=listed(one.token for one in self))
        return found

    def add(
        self,
        token: str,
        about: str = "",
        *,
        scopes: Iterable[str] | None = None,
        writes: bool = True,
        jobs: str | list[str] = "all",
        candidates: str | list[str] = "all",
        user: str | None = None,
    ) -> Principal:
        """Add a principal. `jobs` is `all`, `open` or names and ids; `candidates` is `all` or names and ids.

        `scopes` None allows every operation. Raises Taken for a token that is in use, Full, and BadRequest for scopes
        that no operation declares and names of nothing.
        """
        told: dict[str, Any] = {
            "token": token,
            "about": about,
            "writes": writes,
            "jobs": jobs,
            "candidates": candidates,
            **({} if scopes is None else {"scopes": list(scopes)}),
            **({} if user is None else {"user": user}),
        }
        with self._world.transaction() as draft:
            if principal_of(draft, token) is not None:
                raise Taken(what="token", name=token)
            if len(draft[OWN_PRINCIPALS]) >= MOST:
                raise Full(what="principals", most=MOST)
            faults = tuple(faults_of(told, draft, self._vendors, {}))
            if faults:
                raise BadRequest(tuple(one.under("body") for one in faults))

            def refer(kind: str, text: str | None) -> int | None:
                found = find(draft, self._vendors, kind, text) if text is not None else []
                if text is not None and not found:
                    raise BadRequest(text=f"{text!r} names no {kind}")
                return found[0] if found else None

            return add_principal(draft, told, refer)

    def drop(self, token: str) -> None:
        """Take a token away; raises Unknown. The common ones stay."""
        with self._world.transaction() as draft:
            own = draft[OWN_PRINCIPALS].where(token=token).first()
            if own is None:
                raise Unknown(what="token of this world's own", name=token, known=listed(self.own()))
            draft.remove(OWN_PRINCIPALS, own.id)

    def own(self) -> list[str]:
        """The tester's own tokens."""
        return [one.principal.token for one in self._world.read()[OWN_PRINCIPALS]]


def add_principal(world: Transaction, told: Mapping[str, Any], refer: Refer) -> Principal:
    """Write down a principal whose facts were checked."""
    jobs, people = told.get("jobs", "all"), told.get("candidates", "all")
    scopes = told.get("scopes")
    principal = Principal(
        told["token"],
        told.get("about", ""),
        scopes=None if scopes is None else frozenset(scopes),
        writes=told.get("writes", True),
        confidential=jobs != "open",
        jobs=_ids("job", jobs, refer),
        candidates=_ids("candidate", people, refer),
        user=refer("user", told.get("user")) or 1,
    )
    world.put(OWN_PRINCIPALS, OwnPrincipal(id=world.next_id(OWN_PRINCIPALS), principal=principal))
    return principal


def _ids(kind: str, listed: str | list[str], refer: Refer) -> frozenset[int] | None:
    if isinstance(listed, str):
        return None
    found = (refer(kind, text) for text in listed)
    return frozenset(id for id in found if id is not None)
