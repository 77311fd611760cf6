"""How much is known about a declared fact."""

import msgspec


class Evidence(msgspec.Struct, frozen=True):
    """`documented` by a public source, or `inferred` for a reason."""

    kind: str
    note: str

    @property
    def is_documented(self) -> bool:
        """True when a public source says so."""
        return self.kind == "documented"


def documented(source: str) -> Evidence:
    """A public source says so: name it."""
    return Evidence("documented", source)


def inferred(why: str) -> Evidence:
    """Public material is silent: say why this is the likely behaviour."""
    return Evidence("inferred", why)
