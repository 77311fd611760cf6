"""The systems behind the linked accounts. The company's own one can do everything; the made-up ones cannot."""

from collections.abc import Callable

import msgspec


class Provider(msgspec.Struct, frozen=True):
    """A system that accounts are linked to. `supports` tells whether it can serve an operation, by operation id.

    `active` ones are enabled for the project.
    """

    key: str
    name: str
    category: str
    api: str
    supports: Callable[[str], bool]
    active: bool = True

    @property
    def host(self) -> str:
        """The host of the system's own API."""
        return self.api.removeprefix("https://")

    def url(self, path: str) -> str:
        """An address of the system's own API."""
        return f"{self.api}{path}"


_BASIC = frozenset(
    f"ats_{read}"
    for noun in ("application", "candidate", "job", "application_stage")
    for read in (f"list_{noun}s", f"get_{noun}")
)
"""What the small system can do: show applications, candidates, jobs and stages."""

PROVIDERS = {
    one.key: one
    for one in (
        Provider("smartrecruiters", "SmartRecruiters", "ats", "https://api.smartrecruiters.com", lambda _: True),
        Provider("basic-ats", "Basic ATS", "ats", "https://api.basic-ats.example.com", _BASIC.__contains__),
        Provider("basic-hris", "Basic HRIS", "hris", "https://api.basic-hris.example.com", lambda _: False),
        Provider("former-ats", "Former ATS", "ats", "https://api.former-ats.example.com", _BASIC.__contains__, False),
    )
}
"""By key."""
