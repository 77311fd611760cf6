"""The principals of one world: the common ones, and the tester's own."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from ats_sandbox.contract.principal import OWN_PRINCIPALS, PRINCIPALS, OwnPrincipal, Principal, principal_of
from ats_sandbox.contract.refusal import MOST_FAULTS
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import BadRequest, Full, Taken, Unknown
from ats_sandbox.control.fixtures.names import find
from ats_sandbox.control.names import listed
from ats_sandbox.control.principals.validation import principal_violations
from ats_sandbox.control.wire import WireForm, WireObject
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.world import World

MOST = 1_000
"""The most principals of its own that a world may have."""

FindRecord = Callable[[str, str | None], int | None]
"""Finds the record of a kind that a text names."""


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
        that no operation declares and for names of nothing.
        """
        form: WireObject = {
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
            violations = tuple(islice(principal_violations(form, draft, self._vendors, {}), MOST_FAULTS))
            if violations:
                raise BadRequest(tuple(one.under("body") for one in violations))

            def find_record(kind: str, text: str | None) -> int | None:
                found = find(draft, self._vendors, kind, text) if text is not None else []
                if text is not None and not found:
                    raise BadRequest(text=f"{text!r} names no {kind}")
                return found[0] if found else None

            return add_principal(draft, form, find_record)

    def drop(self, token: str) -> None:
        """Delete a token; raises Unknown. The common ones cannot be deleted."""
        with self._world.transaction() as draft:
            own = draft[OWN_PRINCIPALS].where(token=token).first()
            if own is None:
                raise Unknown(what="token of this world's own", name=token, known=listed(self.own()))
            draft.remove(OWN_PRINCIPALS, own.id)

    def own(self) -> list[str]:
        """The tester's own tokens."""
        return [one.principal.token for one in self._world.read()[OWN_PRINCIPALS]]


def add_principal(world: Transaction, form: WireForm, find_record: FindRecord) -> Principal:
    """Add a principal whose form was checked."""
    jobs, people = form.get("jobs", "all"), form.get("candidates", "all")
    scopes = form.get("scopes")
    principal = Principal(
        form["token"],
        form.get("about", ""),
        scopes=None if scopes is None else frozenset(scopes),
        writes=form.get("writes", True),
        confidential=jobs != "open",
        jobs=_ids("job", jobs, find_record),
        candidates=_ids("candidate", people, find_record),
        user=find_record("user", form.get("user")) or 1,
    )
    world.put(OWN_PRINCIPALS, OwnPrincipal(id=world.next_id(OWN_PRINCIPALS), principal=principal))
    return principal


def _ids(kind: str, texts: str | list[str], find_record: FindRecord) -> frozenset[int] | None:
    if isinstance(texts, str):
        return None
    found = (find_record(kind, text) for text in texts)
    return frozenset(id for id in found if id is not None)
