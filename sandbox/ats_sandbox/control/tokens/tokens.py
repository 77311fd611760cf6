"""The tokens issued in one world: part of its state, and as deterministic."""

from collections.abc import Iterable

from ats_sandbox.contract.issuing import MOST, issue, renew
from ats_sandbox.contract.principal import ISSUED_TOKENS, PRINCIPALS, IssuedToken, principal_of
from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import BadRequest, Full, Unknown
from ats_sandbox.world.clock import END, SECOND, iso
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.world import World

ADMIN = PRINCIPALS[0].token
TOO_LATE = f"must end before the last instant of the clock, {iso(END)}"


class Tokens:
    """Issues, exchanges and revokes tokens. Every vendor accepts them as it accepts the fixed ones."""

    MOST = MOST

    def __init__(self, world: World, vendors: Iterable[Vendor]) -> None:
        self._world = world
        self._vendors = {vendor.name: vendor for vendor in vendors}

    def issue(self, holder: str = ADMIN, vendor: str | None = None, lifetime: int | None = None) -> IssuedToken:
        """A token for a principal, named by its own token. Raises BadRequest or Full.

        It is valid for `lifetime` milliseconds of the world's clock, or as long as those of the vendor are.
        """
        if vendor is not None and vendor not in self._vendors:
            raise _none_of("vendor", vendor, self._vendors)
        auth = None if vendor is None else self._vendors[vendor].auth
        with self._world.transaction() as draft:
            if principal_of(draft, holder) is None or draft[ISSUED_TOKENS].where(token=holder):
                raise _none_of("as", holder, [one.token for one in PRINCIPALS])
            if len(draft[ISSUED_TOKENS]) >= self.MOST:
                raise Full(what="tokens of one world", most=self.MOST)
            if lifetime is None and auth is not None:
                lifetime = auth.lifetime
            if lifetime is not None and draft.now + lifetime > END:
                late = Violation(Rule.CUSTOM, ("lifetime_seconds",), text=TOO_LATE, value=lifetime // SECOND)
                raise BadRequest((late,))
            refresh = None if auth is None else auth.refresh
            return issue(draft, holder, vendor=vendor, lifetime=lifetime, refresh=refresh)

    def exchange(self, refresh: str) -> IssuedToken:
        """Another token for a refresh token, whose own lifetime begins again.

        Raises Unknown when it does not exist or has expired; the token it belonged to becomes invalid.
        """
        with self._world.transaction() as draft:
            issued = draft[ISSUED_TOKENS].where(refresh=refresh).first()
            if issued is None or issued.vendor is None or (issued.refresh_expires_at or 0) <= draft.now:
                raise Unknown(what="valid refresh token", name=refresh, known=_count(draft))
            draft.remove(ISSUED_TOKENS, issued.id)
            return renew(draft, issued, self._vendors[issued.vendor].auth.refresh or 0)

    def revoke(self, token: str) -> None:
        """Revoke a token. Raises Unknown."""
        with self._world.transaction() as draft:
            issued = draft[ISSUED_TOKENS].where(token=token).first()
            if issued is None:
                raise Unknown(what="issued token", name=token, known=_count(draft))
            draft.remove(ISSUED_TOKENS, issued.id)

    def all(self) -> list[IssuedToken]:
        """The tokens of the world, in the order in which they were issued."""
        return list(self._world.read()[ISSUED_TOKENS])


def _count(world: Reading) -> str:
    return f"{len(world[ISSUED_TOKENS])} issued tokens, see /_sandbox/tokens"


def _none_of(field: str, value: str, known: Iterable[str]) -> BadRequest:
    return BadRequest((Violation(Rule.CHOICE, (field,), value=value, choices=tuple(known)),))
