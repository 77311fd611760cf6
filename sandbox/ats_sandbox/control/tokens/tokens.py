"""The tokens issued in one world: part of its state, and as deterministic."""

from collections.abc import Iterable

from msgspec.structs import replace

from ats_sandbox.contract.principal import ISSUED_TOKENS, PRINCIPALS, IssuedToken, principal_of
from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import BadRequest, Full, Unknown
from ats_sandbox.world.clock import END, SECOND, iso
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.world import World

ADMIN = PRINCIPALS[0].token
TOO_LATE = f"must end before the last instant of the clock, {iso(END)}"


class Tokens:
    """Issues, exchanges and revokes tokens. Every vendor accepts them as it accepts the fixed ones."""

    MOST = 1_000
    """The most tokens of one world, expired ones included."""

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
            now, number = draft.now, draft.next_id(ISSUED_TOKENS)
            if lifetime is None and auth is not None:
                lifetime = auth.lifetime
            if lifetime is not None and now + lifetime > END:
                late = Violation(Rule.CUSTOM, ("lifetime_seconds",), text=TOO_LATE, value=lifetime // SECOND)
                raise BadRequest((late,))
            refresh_lifetime = None if auth is None else auth.refresh
            return draft.put(
                ISSUED_TOKENS,
                IssuedToken(
                    id=number,
                    token=_text(draft, "access-token", number),
                    holder=holder,
                    vendor=vendor,
                    issued_at=now,
                    expires_at=None if lifetime is None else now + lifetime,
                    refresh=None if refresh_lifetime is None else _text(draft, "refresh-token", number),
                    refresh_expires_at=None if refresh_lifetime is None else now + refresh_lifetime,
                ),
            )

    def exchange(self, refresh: str) -> IssuedToken:
        """Another token for a refresh token, whose own lifetime begins again.

        Raises Unknown when it does not exist or has expired; the token it belonged to becomes invalid.
        """
        with self._world.transaction() as draft:
            issued = draft[ISSUED_TOKENS].where(refresh=refresh).first()
            if issued is None or issued.vendor is None or (issued.refresh_expires_at or 0) <= draft.now:
                raise Unknown(what="valid refresh token", name=refresh, known=_count(draft))
            auth = self._vendors[issued.vendor].auth
            lifetime = None if issued.expires_at is None else issued.expires_at - issued.issued_at
            number = draft.next_id(ISSUED_TOKENS)
            draft.remove(ISSUED_TOKENS, issued.id)
            return draft.put(
                ISSUED_TOKENS,
                replace(
                    issued,
                    id=number,
                    token=_text(draft, "access-token", number),
                    issued_at=draft.now,
                    expires_at=None if lifetime is None else draft.now + lifetime,
                    refresh_expires_at=draft.now + (auth.refresh or 0),
                ),
            )

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


def _text(world: Reading, kind: str, number: int) -> str:
    return f"sandbox-{kind}-{native_id(world, kind, number)}"


def _count(world: Reading) -> str:
    return f"{len(world[ISSUED_TOKENS])} issued tokens, see /_sandbox/tokens"


def _none_of(field: str, value: str, known: Iterable[str]) -> BadRequest:
    return BadRequest((Violation(Rule.CHOICE, (field,), value=value, choices=tuple(known)),))
